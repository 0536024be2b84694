"""Names that are common in Flemish towns, each with how it gets written, to make up families from.

The combinations are drawn at random; nobody is meant. The first spelling is how the family writes it.
"""

# ruff: noqa: E501, RUF001

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A name, and how others write it down."""

    own: str
    others: tuple[str, ...] = ()
    short: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Names that go together."""

    weight: int
    children: tuple[Name, ...]
    parents: tuple[Name, ...]
    surnames: tuple[Name, ...]


def _names(text: str) -> tuple[Name, ...]:
    found = []
    for word in text.split(","):
        spellings, _, short = word.strip().partition(" ~")
        own, *others = spellings.split("/")
        found.append(Name(own, tuple(others), short))
    return tuple(found)


_FLEMISH = Origin(
    45,
    _names(
        "Lotte, Emma, Louise/Louisa, Olivia, Noor/Nour, Ella, Julie/Juliette, Marie, Elise/Elize, Nora/Noora,"
        "Amélie/Amelie, Jade, Lore, Fien/Fiene, Anna/Hanna, Hanne, Zoë/Zoe, Charlotte ~Lotte, Elisabeth ~Lies,"
        "Jutta, Margot/Margaux, Lena, Lina, Mila/Milla, Juna, Laure, Roos/Roosje, Febe/Phoebe, Noah/Noa, Arthur/Artur,"
        "Jules, Louis/Lewis, Lucas/Lukas, Liam, Adam, Victor/Viktor ~Vic, Finn/Fin, Mathis/Matisse, Lowie/Lowi,"
        "Matteo/Mateo, Kobe, Seppe, Wout, Senne/Sen, Tuur, Mauro, Cas/Kas, Stan, Leon/Léon, Alexander ~Alex,"
        "Maxim/Maxime ~Max, Thomas/Tomas ~Tom, Sebastiaan/Sebastian ~Bas, Nathan/Natan, Rune, Warre, Jef, Gust"
    ),
    _names(
        "Sofie/Sophie, Katrien/Catrien, An/Ann, Els, Ilse, Kim, Kelly, Sarah/Sara, Evelien/Evelyn, Nathalie/Natalie,"
        "Veerle, Griet, Stefanie/Stephanie, Jan, Peter/Pieter, Tom, Bart, Kris/Chris, Wim, Steven/Stefan, Dieter,"
        "Kevin, Koen/Coen, Tim, Jurgen/Jürgen, Filip/Philip, Davy, Hans"
    ),
    _names(
        "Vandenberghe/Van den Berghe/Vandenberge, De Smet/Desmet/De Smedt, Vermeulen, Declercq/De Clercq/Declerck,"
        "Verhaeghe/Verhaege, Vandewalle/Van de Walle, Claeys/Claes, Debruyne/De Bruyne, Vanhoutte/Van Houtte,"
        "Callens, Lefevre/Lefebvre, Dewitte/De Witte, Maes, Willems, Vanneste/Van Neste, Decock/De Cock, Dejonghe,"
        "Vandamme/Van Damme, Goethals/Goetals, Verbeke, Deprez/Desprez, Messiaen/Messian, D'Hondt/Dhondt, Samyn,"
        "Vercruysse/Vercruyse, Tanghe/Tange, Lambrecht/Lambrechts, Bossuyt/Bossuit, Desmedt, Peeters, Van Hecke,"
        "Vandeputte/Van de Putte, Ghekiere/Gekiere, Hoste, Steelant/Stelant, Nuyttens/Nuytens, Rosseel/Roseel"
    ),
)
_MAGHREB = Origin(
    22,
    _names(
        "Mohamed/Mohammed/Muhammad ~Momo, Youssef/Yousef/Yusuf/Joesoef, Adam, Rayan/Rayane/Rajan, Ilyas/Ilias/Elyas,"
        "Ayoub/Ayub/Ajoub, Bilal/Billal, Amine/Amin, Hamza, Ibrahim/Brahim, Imran/Imrane, Ismail/Ismaïl/Ismael, Younes/Yunes,"
        "Zakaria/Zakariya ~Zak, Anas/Anass, Walid/Oualid, Yassin/Yassine/Jassin, Samir, Karim/Kareem, Nabil,"
        "Lina/Leena, Aya/Aja, Yasmine/Yasmin/Jasmin, Sara/Sarah, Malak/Malek, Amina/Aminah, Fatima/Fatma ~Fati,"
        "Hajar/Hager, Inès/Ines, Salma/Selma, Nour/Noor, Khadija/Hadija/Khadidja, Maryam/Mariam/Meryem, Samira,"
        "Karima, Chaimae/Shaima/Chaima, Douae/Doua, Hiba/Hibba, Assia/Asia, Aïcha/Aisha/Aicha, Imane/Iman, Rania"
    ),
    _names(
        "Fatiha, Rachida/Rashida, Naima/Naïma, Hanane/Hanan, Latifa, Malika, Saida/Saïda, Souad/Suad, Ahmed/Achmed/Ahmet,"
        "Hassan/Hasan, Said/Saïd, Rachid/Rashid, Abdelkader/Abdel Kader, Mustapha/Mustafa, Driss/Idriss, Khalid/Chalid,"
        "Omar/Omer, Jamal/Djamal, Abdellah/Abdullah, Noureddine/Nordin"
    ),
    _names(
        "El Amrani/Elamrani/Amrani, Benali/Ben Ali, Bouzid/Bouzidi, El Idrissi/Idrissi, Haddad/Hadad, Cherkaoui/Sherkaoui,"
        "El Khattabi/Elkhatabi, Benhaddou/Ben Haddou, Alaoui/El Alaoui, Ouali/Wali, Zerouali/Zeroual, Mansouri/Mansuri,"
        "Belkacem/Belkasem, Aït Lahcen/Ait Lahsen, El Fassi/Fasi, Tahiri/Taheri, Bennani/Benani, Ziani/Zyani, Amari,"
        "Chaouch/Shawsh, El Haddaoui/Haddaoui, Rahmani/Rahmouni, Saidi, Khelifi/Chelifi, Boukhari/Boukari"
    ),
)
_TURKISH = Origin(
    10,
    _names(
        "Yusuf/Youssuf, Emir, Mustafa/Mustapha, Ömer/Omer/Ömür, Mehmet/Mehmed, Eymen/Aymen, Ali, Kerem/Kerim, Efe, Berat,"
        "Zeynep/Zeyneb, Elif, Asya/Asia, Defne, Ayşe/Ayse/Aisha, Esma, Nisa, Azra/Ezra, Ecrin/Ejrin, Hatice/Hatidje,"
        "Meryem/Maryam, Büşra/Busra/Bushra, Emine, Beyza"
    ),
    _names(
        "Fatma/Fadma, Sevgi, Gülay/Gulay, Özlem/Ozlem, Hülya/Hulya, Ahmet/Ahmed, Murat, Hasan/Hassan, İbrahim/Ibrahim,"
        "Hakan, Orhan, Serkan"
    ),
    _names(
        "Yılmaz/Yilmaz/Jilmaz, Kaya/Kaja, Demir, Çelik/Celik/Tsjelik, Şahin/Sahin/Shahin, Öztürk/Ozturk/Oeztuerk,"
        "Aydın/Aydin/Aidin, Arslan/Aslan, Doğan/Dogan, Kılıç/Kilic/Kilitsj, Koç/Koc/Kotch, Yıldız/Yildiz, Erdoğan/Erdogan,"
        "Güneş/Gunes/Gunesh, Aksoy/Aksoj, Polat"
    ),
)
_SLAVIC = Origin(
    13,
    _names(
        "Oleksandr/Alexander/Aleksandr ~Sasha, Maksym/Maxim/Maksim, Artem/Artjom, Dmytro/Dmitri/Dmitry ~Dima, Matvij/Matvii/Matviy,"
        "Danylo/Danilo/Daniil, Sofiia/Sofia/Sofija, Anastasiia/Anastasia ~Nastia, Yeva/Eva/Jeva, Veronika/Veronica,"
        "Polina/Paulina, Daryna/Darina/Daria, Solomiia/Solomia, Kateryna/Katerina/Ekaterina ~Katya, Zlata, Jakub/Jacob,"
        "Szymon/Simon, Zuzanna/Susanna, Oliwia/Olivia, Łukasz/Lukasz, Stefan/Stephan, Teodora/Theodora, Boris,"
        "Viktoriya/Victoria/Viktoria ~Vika, Kiril/Kyril, Nikola/Nicola"
    ),
    _names(
        "Olena/Elena, Oksana/Oxana, Iryna/Irina, Natalia/Natalija/Nataliya, Tetiana/Tatjana, Agnieszka/Agnieska,"
        "Serhii/Sergei/Sergej, Andrii/Andrej/Andrey, Volodymyr/Vladimir/Wolodymyr, Piotr/Pjotr, Ivan, Petar"
    ),
    _names(
        "Shevchenko/Sjevtsjenko/Chevtchenko, Kovalenko, Bondarenko/Bondarenco, Tkachenko/Tkatsjenko/Tkatchenko,"
        "Kravchenko/Kravtsjenko, Melnyk/Melnik, Lysenko/Lisenko, Moroz, Kowalski/Kovalski, Wiśniewski/Wisniewski/Visnievski,"
        "Nowak/Novak, Zieliński/Zielinski, Ivanov/Iwanow/Ivanoff, Petrov/Petroff, Dimitrov/Dimitroff, Georgiev/Gueorguiev,"
        "Popescu, Ionescu/Jonescu, Hoxha/Hodja, Jovanović/Jovanovic/Jovanovitsj"
    ),
)
_FURTHER = Origin(
    10,
    _names(
        "Abdirahman/Abdurahman/Abderrahman, Ayaan/Ayan, Hodan/Hoodan, Amal, Zahra/Zara, Grâce/Grace, Merveille, Josué/Josue,"
        "Exaucé/Exauce, Divine, Samuel/Samuël, David, Ezra, Hawa/Hava, Mariama/Maryama, Ousmane/Osman/Usman, Fatoumata/Fatumata,"
        "Omid/Omeed, Parwana/Parvana, Zainab/Zeinab/Zeyneb, Yahya/Jahja, Sahar, Reza/Riza, Milad, Tenzin, Dawa"
    ),
    _names(
        "Halima/Haleema, Asha, Faisal/Faysal, Mamadou/Mamadu, Aminata, Chantal, Patrice/Patrick, Gul, Najib/Nadjib,"
        "Shirin/Chirine, Farid/Fareed, Pema"
    ),
    _names(
        "Hassan/Hasan, Abdi, Warsame/Warsama, Diallo/Dialo, Bah/Ba, Barry/Bari, Mukendi/Mukendy, Kabongo, Ilunga/Ilounga,"
        "Ahmadi/Ahmady/Achmadi, Rahimi/Raheemi, Hosseini/Husseini/Hoseini, Noori/Nouri/Nuri, Sherpa/Cherpa, Tamang,"
        "Tesfay/Tesfai, Gebremedhin/Gebre Medhin, Osman/Usman/Othman, Nkurunziza/Kurunziza, Camara/Kamara"
    ),
)
ORIGINS = (_FLEMISH, _MAGHREB, _TURKISH, _SLAVIC, _FURTHER)

# Pairs that a family may choose for twins and that nobody may take for one child.
TWIN_NAMES = (
    ("Lina", "Lena"), ("Samir", "Samira"), ("Karim", "Karima"), ("Amine", "Amina"), ("Emma", "Ella"),
    ("Hassan", "Hussein"), ("Jana", "Jan"), ("Sara", "Sira"), ("Noah", "Noor"), ("Mila", "Milan"),
    ("Lotte", "Lore"), ("Adam", "Adem"), ("Marie", "Maria"), ("Stan", "Stien"), ("Anas", "Anis"),
)  # fmt: skip

STREETS = (
    "Kerkstraat", "Zandstraat", "Molenstraat", "Stationsstraat", "Doornstraat", "Burgemeester Claeyslaan",
    "Sint-Jansstraat", "Brugsesteenweg", "Oude Gentweg", "Beukenlaan", "Kapelleplein", "Vaartkaai", "Vlasstraat",
    "Weverijstraat", "Plein 1944", "Albertlaan", "Dokter Verhaeghestraat", "Gentsesteenweg", "Spinnerijstraat",
    "Leiekaai", "Zonnebloemlaan", "Meersstraat", "Rode Leeuwstraat", "Hoogstraat", "Korte Nieuwstraat",
    "Tuinwijklaan", "Pastoriestraat", "Rijselsestraat", "Blekerijstraat", "Astridplein", "Lange Munte", "Vredelaan",
)  # fmt: skip
