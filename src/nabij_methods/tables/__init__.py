"""Reading the spreadsheets of others: any layout, nothing believed, every doubt told by row and column.

`aside.read_file` opens a file in a process of its own; `columns.guess` proposes what each column holds;
`dates.order_of` finds out in what order dates were typed; `rows.read_rows` gives values and problems.
Problems and refusals are codes with parameters: the application puts them into words.
"""
