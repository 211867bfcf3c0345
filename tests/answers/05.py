# Right and wrong answers to set 05. Each block runs after the given cells of the notebook.

# ---- Q1: were families counted ---------------------------------------------------------------

# %% q1 right: typed
all_soldiers = "F419"

# %% q1 right: small letter
all_soldiers = "f419"

# %% q1 right: picked
all_soldiers = base[(base["population"] == "soldiers") & (base["low"] > 500)]["figure"].iloc[0]

# %% q1 wrong: without families
# hint: These are soldiers, too
all_soldiers = "F405"

# %% q1 wrong: names them
# hint: That row names the families
all_soldiers = "F411"

# %% q1 wrong: relatives
# hint: That row holds relatives
all_soldiers = "F413"

# %% q1 wrong: its number
# hint: That is its number
all_soldiers = "600"

# %% q1 wrong: the example
# hint: That key is only the example
all_soldiers = "F001"

# ---- Q2: echo --------------------------------------------------------------------------------

# %% q2 right: typed
loudest_echo = "surrender-lashio-2024"

# %% q2 right: sorted
echoed = some[some["support"] == "echoed"].sort_values("statements")
loudest_echo = echoed["matter"].iloc[-1]

# %% q2 right: by the maximum
echoed = some.query("support == 'echoed'").set_index("matter")
loudest_echo = echoed["statements"].idxmax()

# %% q2 wrong: counted
# hint: That one has many statements
loudest_echo = "crossed-to-bangladesh-2024"

# %% q2 wrong: a single claimant
# hint: That one is not called an echo
loudest_echo = "surrender-mese-2023"

# %% q2 wrong: a quiet echo
# hint: An echo, but a quiet one
loudest_echo = "surrender-kunlong-2023"

# %% q2 wrong: the grade
# hint: That is the grade
loudest_echo = "echoed"

# %% q2 wrong: a number
# hint: A text is asked for
loudest_echo = 6

# ---- Q3: the month after the coup ------------------------------------------------------------

# %% q3 right: filtered
march_2021 = one_sided[one_sided["month"] == "2021-03"]["best"].sum()

# %% q3 right: groupby
march_2021 = one_sided.groupby("month")["best"].sum()["2021-03"]

# %% q3 right: by query, an int
march_2021 = int(ucdp.query("type_of_violence == 3 and month == '2021-03'")["best"].sum())

# %% q3 wrong: events
# hint: That is how many events
march_2021 = one_sided[one_sided["month"] == "2021-03"]["events"].sum()

# %% q3 wrong: all kinds
# hint: That is all kinds
march_2021 = ucdp[ucdp["month"] == "2021-03"]["best"].sum()

# %% q3 wrong: battles
# hint: Those are the dead of battles
march_2021 = war[war["month"] == "2021-03"]["best"].sum()

# %% q3 wrong: the year
# hint: That is the whole year
march_2021 = one_sided[one_sided["month"].str.contains("2021")]["best"].sum()

# %% q3 wrong: another spelling
# hint: Nothing is left
march_2021 = one_sided[one_sided["month"] == "2021-3"]["best"].sum()

# %% q3 wrong: the month of the coup
# hint: That is the month of the coup
march_2021 = one_sided[one_sided["month"] == "2021-02"]["best"].sum()

# %% q3 wrong: a column
# hint: One number is asked for
march_2021 = one_sided[one_sided["month"] == "2021-03"]["best"]

# ---- Q4: a rolling mean ----------------------------------------------------------------------

# %% q4 right: as in the lesson
s = war[(war["adm1"] == "Sagaing") & (war["month"] >= "2022-11") & (war["month"] <= "2023-06")]
s = s.sort_values("month")
s["mean"] = s["best"].rolling(3).mean()
april_mean = s[s["month"] == "2023-04"]["mean"].iloc[0]

# %% q4 right: with months as index
s = war[war["adm1"] == "Sagaing"].set_index("month")["best"].sort_index()
april_mean = s.rolling(3).mean()["2023-04"]

# %% q4 right: the mean of three rows
s = war[(war["adm1"] == "Sagaing") & war["month"].isin(["2023-02", "2023-03", "2023-04"])]
april_mean = s["best"].mean()

# %% q4 wrong: the month
# hint: That is the month alone
april_mean = war[(war["adm1"] == "Sagaing") & (war["month"] == "2023-04")]["best"].iloc[0]

# %% q4 wrong: in the middle
# hint: That is the month after
s = war[war["adm1"] == "Sagaing"].set_index("month")["best"].sort_index()
april_mean = s.rolling(3, center=True).mean()["2023-04"]

# %% q4 wrong: the month before
# hint: That is the month before
s = war[war["adm1"] == "Sagaing"].set_index("month")["best"].sort_index()
april_mean = s.rolling(3).mean()["2023-03"]

# %% q4 wrong: two months
# hint: Two months only
s = war[war["adm1"] == "Sagaing"].set_index("month")["best"].sort_index()
april_mean = s.rolling(2).mean()["2023-04"]

# %% q4 wrong: the sum
# hint: That is the sum
s = war[war["adm1"] == "Sagaing"].set_index("month")["best"].sort_index()
april_mean = s.rolling(3).sum()["2023-04"]

# %% q4 wrong: nothing yet
# hint: This is NaN
s = war[(war["adm1"] == "Sagaing") & (war["month"] >= "2023-03")].sort_values("month")
april_mean = s["best"].rolling(3).mean().iloc[1]

# ---- Q5: a share of the war ------------------------------------------------------------------

# %% q5 right: filtered
year = war[(war["month"] >= "2022-01") & (war["month"] <= "2022-12")]
known = year[year["adm1"] != "unknown"]
sagaing_share = known[known["adm1"] == "Sagaing"]["best"].sum() / known["best"].sum()

# %% q5 right: pivot_table
year = war[war["month"].str.contains("2022")]
wide = year.pivot_table(index="adm1", columns="type_of_violence", values="best", aggfunc="sum")[1]
sagaing_share = wide["Sagaing"] / wide.drop("unknown").sum()

# %% q5 right: groupby
deaths = war[war["month"].str[:4] == "2022"].groupby("adm1")["best"].sum()
sagaing_share = deaths["Sagaing"] / (deaths.sum() - deaths["unknown"])

# %% q5 wrong: the unknown place is in it
# hint: Nearly: deaths without
deaths = war[war["month"].str[:4] == "2022"].groupby("adm1")["best"].sum()
sagaing_share = deaths["Sagaing"] / deaths.sum()

# %% q5 wrong: how many
# hint: That is how many. Of
sagaing_share = 810

# %% q5 wrong: percent
# hint: That is in percent
sagaing_share = 810 / 2046 * 100

# %% q5 wrong: by the others
# hint: You divided by the others
sagaing_share = 810 / (2046 - 810)

# %% q5 wrong: upside down
# hint: Upside down
sagaing_share = 2046 / 810

# %% q5 wrong: all years
# hint: Rows of the year
deaths = war.groupby("adm1")["best"].sum()
sagaing_share = deaths["Sagaing"] / deaths.sum()

# ---- Q6: how deadly --------------------------------------------------------------------------

# %% q6 right: as in the lesson
kayah = war[war["adm1"] == "Kayah"]
before = kayah[kayah["month"].isin(["2023-08", "2023-09"])][["events", "best"]].sum()
after = kayah[kayah["month"].isin(["2023-11", "2023-12"])][["events", "best"]].sum()
factor = (after["best"] / after["events"]) / (before["best"] / before["events"])

# %% q6 right: by hand
factor = (108 / 16) / (13 / 10)

# %% q6 right: rounded
factor = 5.19

# %% q6 wrong: deaths
# hint: That is by how much deaths grew
factor = 108 / 13

# %% q6 wrong: events
# hint: That is by how much events grew
factor = 16 / 10

# %% q6 wrong: after
# hint: That is how deadly an event was after
factor = 108 / 16

# %% q6 wrong: before
# hint: That is how deadly an event was before
factor = 13 / 10

# %% q6 wrong: upside down
# hint: Upside down
factor = (13 / 10) / (108 / 16)

# %% q6 wrong: a difference
# hint: That is a difference
factor = 108 / 16 - 13 / 10

# ---- Q7: a window that slips -----------------------------------------------------------------

# %% q7 right: the mean of its rows
shan_mean = shan["best"].mean()

# %% q7 right: the place first, then the window
one = war[war["adm1"] == "Shan"].sort_values("month")
shan_mean = one["best"].rolling(3).mean().iloc[-1]

# %% q7 right: groupby keeps places apart
shan_mean = late.groupby("adm1")["best"].mean()["Shan"]

# %% q7 right: by hand
shan_mean = (48 + 122 + 113) / 3

# %% q7 wrong: the cell's
# hint: That is the number of the cell
shan_mean = shan["mean"].iloc[-1]

# %% q7 wrong: the sum
# hint: That is the sum
shan_mean = shan["best"].sum()

# %% q7 wrong: the last month
# hint: That is the last month
shan_mean = shan["best"].iloc[-1]

# %% q7 wrong: the mean of wrong means
# hint: You took the mean of wrong means
shan_mean = shan["mean"].mean()

# %% q7 wrong: something else
# hint: Keep the rows of Shan
shan_mean = 1000

# ---- Q8: a tile map --------------------------------------------------------------------------

# %% q8 right: as in the lesson
tiles = places.merge(grid, on="adm1")
chart = alt.Chart(tiles, title="One-sided violence in 2021 by place").encode(
    x=alt.X("col:O").axis(None), y=alt.Y("row:O").axis(None)
)
tile_map = (
    chart.mark_rect().encode(color="best") + chart.mark_text().encode(text="label")
).properties(description="Tile map: most deaths in Sagaing, Mandalay and Yangon, few in Chin.")

# %% q8 right: grid first, all squares kept
tiles = grid.merge(places, on="adm1", how="left")
squares = (
    alt.Chart(tiles)
    .mark_rect()
    .encode(x=alt.X("col:O", axis=None), y=alt.Y("row:O", axis=None), color="best:Q")
)
names = alt.Chart(tiles).mark_text().encode(x="col:O", y="row:O", text="label:N")
tile_map = alt.layer(squares, names).properties(
    title="Where civilians were killed",
    description="Squares by state and region; darkest are Sagaing, Mandalay, Yangon, then Kayah.",
)

# %% q8 right: big square marks
tiles = places.merge(grid)
chart = alt.Chart(tiles).encode(x=alt.X("col:O", axis=None), y=alt.Y("row:O", axis=None))
tile_map = (
    chart.mark_square(size=2000).encode(color=alt.Color("best:Q"))
    + chart.mark_text().encode(text="label")
).properties(
    title=alt.TitleParams("Deaths in 2021 by place"),
    description="Map of squares: Sagaing has the most deaths, Chin and Nay Pyi Taw the fewest.",
)

# %% q8 wrong: bars only
# hint: The places do not know
tile_map = alt.Chart(places).mark_bar().encode(x="best", y="adm1")

# %% q8 wrong: points
# hint: There are no squares
tile_map = alt.Chart(places.merge(grid)).mark_point().encode(x="col:O", y="row:O")

# %% q8 wrong: latitude and longitude
# hint: Each square has its column
tiles = places.merge(grid, on="adm1")
tile_map = alt.Chart(tiles).mark_rect().encode(x="lon:O", y="lat:O", color="best")

# %% q8 wrong: the name as colour
# hint: The colour should show
tiles = places.merge(grid, on="adm1")
tile_map = alt.Chart(tiles).mark_rect().encode(x="col:O", y="row:O", color="adm1")

# %% q8 wrong: no names
# hint: The names are missing
tiles = places.merge(grid, on="adm1")
tile_map = alt.Chart(tiles).mark_rect().encode(x="col:O", y="row:O", color="best")

# %% q8 wrong: places lost
# hint: Some places are lost
tiles = places[places["best"] > 20].merge(grid, on="adm1")
chart = alt.Chart(tiles).encode(x="col:O", y="row:O")
tile_map = chart.mark_rect().encode(color="best") + chart.mark_text().encode(text="label")

# %% q8 wrong: no title
# hint: The chart needs a title
tiles = places.merge(grid, on="adm1")
chart = alt.Chart(tiles).encode(x="col:O", y="row:O")
tile_map = chart.mark_rect().encode(color="best") + chart.mark_text().encode(text="label")

# %% q8 wrong: no description
# hint: Somebody cannot see it
tiles = places.merge(grid, on="adm1")
chart = alt.Chart(tiles, title="Deaths in 2021 by place").encode(x="col:O", y="row:O")
tile_map = chart.mark_rect().encode(color="best") + chart.mark_text().encode(text="label")
