"""First names that are one name in several spellings, as far as the ear cannot tell.

Twins and brothers get different names on purpose: nobody calls two children Mohamed and Muhammad. So what
stands on one line here counts as the same name. What does not: names of one root (Hassan and Hussein, Karim
and Karima), forms for a girl and a boy (Alexander, Alexandra), and names that only look alike (Lina, Lena).
Put together by hand from names that are common in Flanders; not made from anybody's list.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from nabij_methods.linkage.normal import folded

_SPELLINGS = """
abdellah abdullah abdallah abdoullah abdulla
abderrahman abderrahmane abdirahman abdurahman abdurrahman abdulrahman abdelrahman abdourahmane
ahmed ahmad achmed achmad ahmet
aicha aisha aischa ayesha aysha ayse aiesha
alexander aleksander aleksandr oleksandr alexandr
alexandra aleksandra oleksandra
ali aly
amelie amely
amina aminah
amine amin
an ann
anas anass
anastasia anastasiia anastasija anastassia anastasiya
andrii andrej andrey andrei andriy
anna ana
anwar anouar anouer
artem artjom artyom artiom
arthur artur
assia asia asya asiya assiya
aya aja ayah
ayaan ayan
ayman aymen aymane eymen
ayoub ayyoub ayub ajoub
bilal billal bilel belal
bohdan bogdan
busra bushra boushra
cas kas
cedric cedrik sedrik
chaimae chaima chaimaa shaima shaimae shayma
christophe christoph christof kristof kristoff
daria darya dariya
daryna darina
danylo danilo daniil danila danyil
dmytro dmitri dmitry dmitrij dmitriy dimitri dimitry
doua douae douaa dua duaa
dylan dilan
elisabeth elizabeth elisabet
elise elize
emily emilie emely
eva yeva jeva ieva ewa
evelien eveline evelyn evelyne
faisal faysal feisal faycal
fatima fatimah fatiema
fatoumata fatumata fatoumatta
febe phoebe
fien fiene
filip philip philippe
finn fin
frederik frederick frederic
hajar hadjar hajer hager
halima haleema
hamza hamzah
hanane hanan
haroun harun haroen
hassan hasan hassane
hatice hatidje hatije
hiba hibba heba
hodan hoodan
hussein hussain husayn hossein houssein hoessein huseyin hocine
ibrahim brahim ebrahim ibraheem
idriss idris driss idrees
ikram ikrame
ilyas ilyass ilias iliass elias elyas
iman imane imaan eman
imran imrane imraan
ines inez inees
iryna irina
isabelle isabel izabel
ismail ismael ismaeel smail
ivan iwan
jacob jakob jakub yakub
jamal djamal gamal jamaal
jawad jaouad
karim kareem kariem
kateryna katerina katarina katharina ekaterina yekaterina caterina
katrien catrien
khadija khadidja khadeeja chadija hadija
khalid khaled chalid
kiril kirill kyril kyrylo cyril
kris chris
lily lilly lili
lowie lowi
luca luka
lucas lukas lukasz loukas
maarten marten
mahmoud mahmud mahmut mahmood
maksym maksim maxim maxime
mamadou mamadu mamadoe
margot margaux margo
mariama maryama
marwan marouane marwane
maryam mariam mariem maryem meryam meryem meriem miriam myriam
mathis matis mathys matthis mattis matisse
matteo mateo matheo mattheo
matvij matvii matviy matvey matvei
mehdi mahdi
mehmet mehmed
michael mikael mickael
mila milla
mohamed mohammed mohammad mohamad muhammad muhammed muhamad muhamed muhammet
mustafa mustapha moustafa moustapha mostafa
mykhailo mikhail michail mihail
mykola nikolai nikolaj nikolay
nabil nabiel nabeel
nassim nasim naseem
natalia natalija nataliia nataliya
nathalie natalie
nathan natan
naoufal nawfal naufal
niels nils
nora norah noora
nour noor nur
olena elena yelena jelena
oleh oleg
olivia oliwia oliviya
omar umar oumar
omid omeed omied
osman ousmane usman othman othmane otman
oumaima oumayma umayma
oussama osama usama ousama
paulina polina
pavlo pavel pawel
pieter peter
petro piotr pyotr pjotr
quinten quentin kwinten
rania ranya raniya
rachid rashid rasheed
rayan rayane rayyan rayyane
reza riza
rik ric rick
roos roosje
safae safaa safa
said saeed saied
sami samy
sanae sanaa sana
sebastiaan sebastian sebastien
senne sen
serhii serhiy sergei sergej sergey
simon szymon symon
sofia sofiia sofija sofiya sophia
sofie sophie
solomiia solomia solomija
soufiane soufian sofiane sofian sufyan
stefan stephan stefaan
stefanie stephanie
suleyman suleiman sulaiman souleymane soulaimane soliman
susanna suzanna zuzanna zuzana susana
tarik tariq tarek
teodora theodora feodora
tetiana tatiana tatjana tatyana
thibault thibaut thibo tibo
thomas tomas
veronika veronica weronika
victor viktor wiktor
victoria viktoria viktoriia viktoriya wiktoria
volodymyr vladimir wolodymyr
walid oualid waleed walied
wassim wasim wassiem
yahya yahia yehya jahja
yasmine yasmin yasmien jasmine jasmin
yassin yassine yasin yasine yaseen jassin
younes younis yunus yunes jounes
youssef yousef yousif yusuf youssouf yousouf yousuf joesoef jusuf
yurii yuri jurij
zainab zaineb zaynab zeinab zeyneb zeynep zineb
zakaria zakariya zakariyya zakarya zakariae zekeriya
"""

_IN_FRONT = frozenset(
    {"mohamed", "ahmed", "ali", "fatima", "marie", "maria", "anna", "anne", "jan", "jean", "nour"}
    | {"abd", "abdel", "abdul", "moulay", "sidi", "lalla", "bibi", "umm", "sheikh"}
)


def _names() -> Mapping[str, int]:
    return {name: number for number, line in enumerate(_SPELLINGS.split("\n")) for name in line.split()}


_NAME_OF = _names()


@lru_cache(maxsize=400_000)
def are_one_name(one: str, other: str) -> bool:
    """Whether two first names stand here as spellings of one name."""
    mine = _NAME_OF.get(folded(one).replace(" ", ""))
    return mine is not None and mine == _NAME_OF.get(folded(other).replace(" ", ""))


@lru_cache(maxsize=50_000)
def is_shared_by_brothers(first: str) -> bool:
    """Whether a first name often stands in front of another one, so that a whole family may share it."""
    return folded(first) in _IN_FRONT or any(are_one_name(first, known) for known in _IN_FRONT)
