# Right and wrong answers to set 05. Each block runs after the given cells of the notebook.

# ---- Q1: who is in the number ----------------------------------------------------------------

# %% q1 right: typed
families_unsaid, two_routes = "F468", "F199"

# %% q1 right: small letters, spaces
families_unsaid = " f468"
two_routes = "f199 "

# %% q1 right: picked by conditions
lashio = lost[lost["place"].str.contains("Lashio") & (lost["population"] == "soldiers")]
families_unsaid = lashio["figure"].iloc[0]
two_routes = lost[lost["in_words"].str.contains(" OR ")]["figure"].item()

# %% q1 right: a Series of one, taken out by query and max
lashio = lost.query("population == 'soldiers'").sort_values("low")
families_unsaid = lashio["figure"].iloc[-1]
two_routes = lost.loc[lost["claimant"] == "NUG Ministry of Defence", "figure"].values[0]

# %% q1 wrong: the one that names relatives
# hint: That one says that relatives are in it
families_unsaid, two_routes = "F458", "F199"

# %% q1 wrong: families, but fewer
# hint: That one names the families, and is much smaller
families_unsaid, two_routes = "F469", "F199"

# %% q1 wrong: the officers
# hint: Those are the senior officers
families_unsaid, two_routes = "F467", "F199"

# %% q1 wrong: the two changed round
# hint: That one is about Mese
families_unsaid, two_routes = "F199", "F468"

# %% q1 wrong: the number
# hint: That is the number, and two rows
families_unsaid, two_routes = "4000", "F199"

# %% q1 wrong: the number as a number
# hint: A text is asked for
families_unsaid, two_routes = 4000, "F199"

# %% q1 wrong: the example
# hint: That key is only the example
families_unsaid, two_routes = "F001", "F199"

# %% q1 wrong: a row of the lesson
# hint: Look at the two largest
families_unsaid, two_routes = "F335", "F199"

# %% q1 wrong: the strict one at Mese
# hint: The first key is right. This one is strict
families_unsaid, two_routes = "F468", "F200"

# %% q1 wrong: the newsroom at Mese
# hint: The first key is right. Here all are said
families_unsaid, two_routes = "F468", "F201"

# %% q1 wrong: the word
# hint: The first key is right, and this is the word
families_unsaid, two_routes = "F468", "fled"

# %% q1 wrong: the same key twice
# hint: That is the first key once more
families_unsaid = two_routes = "F468"

# %% q1 wrong: still a column
# hint: The right row, but
families_unsaid = lost[lost["figure"] == "F468"]["figure"]
two_routes = "F199"

# ---- Q2: what an event is --------------------------------------------------------------------

# %% q2 right: typed
can_be_listed = "E109"

# %% q2 right: small letter
can_be_listed = "e109 "

# %% q2 right: a battle within the series
early = happened[(happened["kind"] == "battle") & (happened["date_from"] < "2024-01-01")]
can_be_listed = early["event"].iloc[0]

# %% q2 right: by the end of the series
can_be_listed = happened.query("kind == 'battle' and date_from <= '2023-12-31'")["event"].item()

# %% q2 wrong: without a shot
# hint: They left after talks
can_be_listed = "E148"

# %% q2 wrong: a declaration
# hint: That is a declaration
can_be_listed = "E142"

# %% q2 wrong: out of prison
# hint: People were let out
can_be_listed = "E160"

# %% q2 wrong: too late
# hint: A battle, yes
can_be_listed = "E172"

# %% q2 wrong: the kind
# hint: Take the key of one of
can_be_listed = happened[happened["event"] == "E109"]["kind"].iloc[0]

# %% q2 wrong: a number
# hint: A text is asked for
can_be_listed = 109

# %% q2 wrong: all battles
# hint: A text is asked for
can_be_listed = happened[happened["kind"] == "battle"]["event"]

# %% q2 wrong: a sentence
# hint: Take the key of one of
can_be_listed = "the one at Mindat"

# ---- Q3: a quiet month -----------------------------------------------------------------------

# %% q3 right: groupby, sorted
by_month = battles.groupby("month")[["events", "best"]].sum().reset_index().sort_values("best")
fewest_deaths = by_month["month"].iloc[0]
its_events = by_month["events"].iloc[0]

# %% q3 right: idxmin, loc
sums = battles.groupby("month")[["events", "best"]].sum()
fewest_deaths = sums["best"].idxmin()
its_events = sums.loc[fewest_deaths, "events"]

# %% q3 right: read off, typed
fewest_deaths = "2022-12"
its_events = 126

# %% q3 right: pivot_table
sums = battles.pivot_table(index="month", values=["best", "events"], aggfunc="sum")
fewest_deaths = sums.sort_values("best").index[0]
its_events = float(sums["events"][fewest_deaths])

# %% q3 right: resampled, a date
days = battles.assign(day=pd.to_datetime(battles["month"])).set_index("day")
sums = days.resample("MS")[["events", "best"]].sum()
fewest_deaths = sums["best"].idxmin()
its_events = int(sums.loc[fewest_deaths]["events"])

# %% q3 right: a dictionary and a loop
deaths = {m: battles[battles["month"] == m]["best"].sum() for m in set(battles["month"])}
fewest_deaths = min(deaths, key=deaths.get)
its_events = battles[battles["month"] == fewest_deaths]["events"].sum()

# %% q3 wrong: fewest events
# hint: That month has the fewest events
fewest_deaths = battles.groupby("month")["events"].sum().idxmin()
its_events = 69

# %% q3 wrong: most deaths
# hint: That is the other end
fewest_deaths = battles.groupby("month")["best"].sum().idxmax()
its_events = 174

# %% q3 wrong: by the high estimate
# hint: That is by the high estimate
fewest_deaths = battles.groupby("month")["high"].sum().idxmin()
its_events = 73

# %% q3 wrong: the first row after sorting rows
# hint: That month is only the example, or the first one
fewest_deaths = battles["month"].iloc[0]
its_events = 91

# %% q3 wrong: the name of the month
# hint: Groups by month
fewest_deaths = "December"
its_events = 126

# %% q3 wrong: its deaths
# hint: The month is right. That is how many died
sums = battles.groupby("month")[["events", "best"]].sum()
fewest_deaths = sums["best"].idxmin()
its_events = sums["best"].min()

# %% q3 wrong: its rows
# hint: The month is right. That is how many rows
fewest_deaths = "2022-12"
its_events = len(battles[battles["month"] == "2022-12"])

# %% q3 wrong: the mean of the places
# hint: The month is right. That is the mean
fewest_deaths = "2022-12"
its_events = battles[battles["month"] == "2022-12"]["events"].mean()

# %% q3 wrong: all kinds of violence
# hint: The month is right. But here are all kinds
fewest_deaths = "2022-12"
its_events = ucdp[ucdp["month"] == "2022-12"]["events"].sum()

# %% q3 wrong: the fewest events of all
# hint: That is the smallest number of events of all months
fewest_deaths = "2022-12"
its_events = battles.groupby("month")["events"].sum().min()

# %% q3 wrong: all rows of the month
# hint: One number is asked for
fewest_deaths = "2022-12"
its_events = battles[battles["month"] == "2022-12"]["events"]

# ---- Q4: a year that moves -------------------------------------------------------------------

# %% q4 right: as in the lesson
kio = opponents[(opponents["side_b"] == "KIO") & (opponents["type_of_violence"] == 1)]
kio = kio.sort_values("quarter")
kio["mean"] = kio["best"].rolling(4).mean()
kio_mean = kio[kio["quarter"] == p.END]["mean"].iloc[0]
kio_change = kio_mean - kio[kio["quarter"] == p.BEFORE]["mean"].iloc[0]

# %% q4 right: quarters as index, diff
means = opponents.query("side_b == 'KIO' and type_of_violence == 1").set_index("quarter")["best"]
means = means.sort_index().rolling(4).mean()
kio_mean = means[p.END]
kio_change = means.diff()[p.END]

# %% q4 right: by hand, rounded
battle = opponents[opponents["type_of_violence"] == 1]
kio = battle[battle["side_b"] == "KIO"].set_index("quarter").sort_index()["best"]
kio_mean = sum(kio[: p.END].iloc[-4:]) / 4
kio_change = round(kio_mean - p.former, 2)

# %% q4 right: groupby keeps the opponents apart
battle = opponents[opponents["type_of_violence"] == 1].sort_values("quarter")
battle["mean"] = battle.groupby("side_b")["best"].transform(lambda d: d.rolling(4).mean())
kio = battle[battle["side_b"] == "KIO"].set_index("quarter")["mean"]
kio_mean, kio_change = kio[p.END], kio[p.END] - kio[p.BEFORE]

# %% q4 right: pivot_table, then roll
wide = opponents[opponents["type_of_violence"] == 1].pivot_table(
    index="quarter", columns="side_b", values="best", aggfunc="sum"
)
means = wide["KIO"].rolling(window=4).mean()
kio_mean = means[p.END]
kio_change = (means[p.END] - means[p.BEFORE]).item()

# %% q4 right: the last four rows
kio = opponents[(opponents["side_b"] == "KIO") & (opponents["quarter"] <= p.END)].sort_values(
    "quarter"
)["best"]
kio_mean = kio.iloc[-4:].mean()
kio_change = kio_mean - kio.iloc[-5:-1].mean()

# %% q4 wrong: the quarter
# hint: That is the quarter alone
kio_mean, kio_change = p.alone, p.grown

# %% q4 wrong: no opponent picked
# hint: Your window holds rows of several opponents
battle = opponents[opponents["type_of_violence"] == 1]
battle["mean"] = battle["best"].rolling(4).mean()
kio = battle[(battle["side_b"] == "KIO") & (battle["quarter"] <= p.END)]["mean"]
kio_mean, kio_change = kio.iloc[-1], kio.iloc[-1] - kio.iloc[-2]

# %% q4 wrong: no opponent picked, sorted
# hint: Your window holds rows of several opponents
mixed = opponents.sort_values(["quarter", "side_b"])
mixed["mean"] = mixed["best"].rolling(4).mean()
mixed = mixed[(mixed["side_b"] == "KIO") & (mixed["quarter"] <= p.END)]
kio_mean, kio_change = mixed["mean"].iloc[-1], -1

# %% q4 wrong: three quarters
# hint: That window holds three
kio = opponents[(opponents["side_b"] == "KIO") & (opponents["quarter"] <= p.END)]["best"]
kio_mean, kio_change = kio.rolling(3).mean().iloc[-1], -1

# %% q4 wrong: two quarters
# hint: That window holds two
kio_mean, kio_change = p.two, -1

# %% q4 wrong: the sum
# hint: That is the sum
kio_mean, kio_change = p.mean * 4, -1

# %% q4 wrong: events
# hint: That is the mean of the events
kio = opponents[(opponents["side_b"] == "KIO") & (opponents["quarter"] <= p.END)]["events"]
kio_mean, kio_change = kio.rolling(4).mean().iloc[-1], 4.75

# %% q4 wrong: high
# hint: That is the mean of the high
kio = opponents[(opponents["side_b"] == "KIO") & (opponents["quarter"] <= p.END)]["high"]
kio_mean, kio_change = kio.rolling(4).mean().iloc[-1], -1

# %% q4 wrong: the quarter before
# hint: That is the window that ends one quarter earlier
kio_mean, kio_change = p.former, -1

# %% q4 wrong: the mean of all
# hint: That is the mean of all quarters
kio_mean, kio_change = opponents[opponents["side_b"] == "KIO"]["best"].mean(), -1

# %% q4 wrong: not enough rows
# hint: This is NaN
kio = opponents[(opponents["side_b"] == "KIO") & (opponents["quarter"] >= "2023Q2")]
kio_mean, kio_change = kio["best"].rolling(4).mean().iloc[-1], -1

# %% q4 wrong: rounded to whole people
# hint: Nearly: rounded too far
kio_mean, kio_change = round(p.mean), -1

# %% q4 wrong: the change turned round
# hint: The mean is right. For the change take the later
kio_mean, kio_change = p.mean, -p.change

# %% q4 wrong: how the quarter changed
# hint: The mean is right. That is how the quarter itself
kio_mean, kio_change = p.mean, p.grown

# %% q4 wrong: the mean before
# hint: The mean is right. That is the mean before
kio_mean, kio_change = p.mean, p.former

# %% q4 wrong: in percent
# hint: The mean is right. That is in percent
kio_mean, kio_change = p.mean, p.percent

# ---- Q5: a window that slips -----------------------------------------------------------------

# %% q5 right: zeros by pivot_table
wide = war.pivot_table(index="month", columns="adm1", values="best", aggfunc="sum").fillna(0)
rakhine_mean = wide["Rakhine"].rolling(3).mean()["2023-11"]

# %% q5 right: the other way round
wide = war[war["month"].isin(["2023-09", "2023-10", "2023-11"])]
wide = wide.pivot_table(index="adm1", columns="month", values="best", aggfunc="sum").fillna(0)
rakhine_mean = (wide["2023-09"] + wide["2023-10"] + wide["2023-11"])["Rakhine"] / 3

# %% q5 right: the sum by three
rakhine_mean = rakhine[rakhine["month"] >= "2023-09"]["best"].sum() / 3

# %% q5 right: by hand
rakhine_mean = (0 + 0 + 51) / 3

# %% q5 right: reindexed
months = sorted(set(war["month"]))
filled = rakhine.set_index("month")["best"].reindex(months).fillna(0)
rakhine_mean = filled.rolling(3).mean().loc["2023-11"].item()

# %% q5 right: resampled by month
dates = rakhine.assign(day=pd.to_datetime(rakhine["month"])).set_index("day")
rakhine_mean = int(dates["best"].resample("MS").sum().rolling(3).mean().iloc[-1])

# %% q5 wrong: the cell's
# hint: That is the number of the cell
rakhine_mean = rakhine["mean"].iloc[-1]

# %% q5 wrong: a mean over the rows that exist
# hint: That is November alone
rakhine_mean = rakhine[rakhine["month"] >= "2023-09"]["best"].mean()

# %% q5 wrong: a pivot without zeros
# hint: This is NaN
wide = war.pivot_table(index="month", columns="adm1", values="best", aggfunc="sum")
rakhine_mean = wide["Rakhine"].rolling(3).mean()["2023-11"]

# %% q5 wrong: to December
# hint: Those are the three months that end in December
rakhine_mean = (0 + 51 + 26) / 3

# %% q5 wrong: November and December
# hint: That is November and December
rakhine_mean = war[(war["adm1"] == "Rakhine") & (war["month"] >= "2023-09")]["best"].mean()

# %% q5 wrong: divided by two
# hint: You divided by two
rakhine_mean = 51 / 2

# %% q5 wrong: events
# hint: That is the mean of the events
rakhine_mean = 21 / 3

# %% q5 wrong: the country
# hint: That is the whole country
rakhine_mean = war[war["month"].isin(["2023-09", "2023-10", "2023-11"])]["best"].sum() / 3

# %% q5 wrong: the window of rows, to December
# hint: That window ends in December
rows = war[war["adm1"] == "Rakhine"].sort_values("month")
rakhine_mean = rows["best"].rolling(3).mean().iloc[-1]

# %% q5 wrong: the sum of the window
# hint: That is the sum of the window
rakhine_mean = rakhine["best"].rolling(3).sum().iloc[-1]

# %% q5 wrong: the column
# hint: One number is asked for
rakhine_mean = rakhine["mean"]

# %% q5 wrong: something else
# hint: A month without a row
rakhine_mean = 40

# ---- Q6: turn it round -----------------------------------------------------------------------

# %% q6 right: pivot_table
events_wide = battles.pivot_table(index="adm1", columns="month", values="events", aggfunc="sum")
events_wide = events_wide.fillna(0)

# %% q6 right: fill_value, places as a column
events_wide = battles.pivot_table(
    values="events", index=["adm1"], columns=["month"], aggfunc="sum", fill_value=0
).reset_index()

# %% q6 right: groupby and unstack, known places only
known = battles[battles["adm1"] != "unknown"]
events_wide = known.groupby(["adm1", "month"])["events"].sum().unstack(fill_value=0)

# %% q6 right: crosstab with values, whole numbers
events_wide = pd.crosstab(
    battles["adm1"], battles["month"], values=battles["events"], aggfunc="sum"
).fillna(0)
events_wide = events_wide.astype(int)

# %% q6 right: values in a list, sorted backwards
events_wide = battles.pivot_table(index="adm1", columns="month", values=["events"], aggfunc="sum")
events_wide = events_wide.fillna(0)[::-1]

# %% q6 right: months as dates, with totals
dated = battles.assign(day=pd.to_datetime(battles["month"]))
events_wide = dated.pivot_table(
    index="adm1", columns="day", values="events", aggfunc="sum", fill_value=0
)
events_wide["All"] = events_wide.sum(axis=1)

# %% q6 right: months as numbers
dated = battles.assign(number=pd.to_datetime(battles["month"]).dt.month)
events_wide = dated.pivot_table(index="adm1", columns="number", values="events").fillna(0)

# %% q6 right: months by their short names
events_wide = battles.pivot_table(index="adm1", columns="month", values="events").fillna(0)
events_wide = events_wide.rename(columns=lambda month: pd.to_datetime(month).strftime("%b"))

# %% q6 right: turned by hand at the end
events_wide = battles.pivot_table(index="month", columns="adm1", values="events", aggfunc="sum")
events_wide = events_wide.fillna(0).T

# %% q6 wrong: holes
# hint: Some cells are empty
events_wide = battles.pivot_table(index="adm1", columns="month", values="events", aggfunc="sum")

# %% q6 wrong: deaths
# hint: Those are deaths
events_wide = battles.pivot_table(index="adm1", columns="month", values="best", aggfunc="sum")
events_wide = events_wide.fillna(0)

# %% q6 wrong: all kinds of violence
# hint: All kinds of violence
year = ucdp[ucdp["month"].str.contains("2022")]
events_wide = year.pivot_table(index="adm1", columns="month", values="events", aggfunc="sum")
events_wide = events_wide.fillna(0)

# %% q6 wrong: all years
# hint: Not the months of one year
events_wide = war.pivot_table(index="adm1", columns="month", values="events", aggfunc="sum")
events_wide = events_wide.fillna(0)

# %% q6 wrong: the other way round
# hint: The months stand in rows
events_wide = battles.pivot_table(index="month", columns="adm1", values="events", aggfunc="sum")
events_wide = events_wide.fillna(0)

# %% q6 wrong: rows counted
# hint: Those are counts of rows
events_wide = pd.crosstab(battles["adm1"], battles["month"])

# %% q6 wrong: still long
# hint: This is still long
events_wide = battles.groupby(["adm1", "month"])["events"].sum().reset_index()

# %% q6 wrong: a long column
# hint: That is one long column
events_wide = battles.groupby(["adm1", "month"])["events"].sum()

# %% q6 wrong: no months
# hint: There is no column for a month
events_wide = battles.pivot_table(index="adm1", values="events", aggfunc="sum")

# %% q6 wrong: no values
# hint: Besides the months there are other columns
events_wide = battles.pivot_table(
    index="adm1", columns="month", values=["events", "best"], aggfunc="sum"
).fillna(0)

# %% q6 wrong: only shown
# hint: table() only shows
events_wide = table(battles, "Battles")

# %% q6 wrong: a place lost
# hint: Some states or regions are lost
some_places = battles[battles["adm1"] != "Bago"]
events_wide = some_places.pivot_table(index="adm1", columns="month", values="events").fillna(0)

# %% q6 wrong: the largest instead of the sum
# hint: Right shape, other numbers
events_wide = battles.pivot_table(index="adm1", columns="month", values="high", aggfunc="sum")
events_wide = events_wide.fillna(0)

# ---- Q7: a share that falls ------------------------------------------------------------------

# %% q7 right: groupby
known = war[war["adm1"] != "unknown"]
before = known[known["month"].isin([p.FIRST, p.SECOND])].groupby("adm1")["best"].sum()
after = known[known["month"].isin(["2023-11", "2023-12"])].groupby("adm1")["best"].sum()
share_before = before[p.PLACE] / before.sum()
share_after = after[p.PLACE] / after.sum()

# %% q7 right: as in the lesson, with map
when = {p.FIRST: "before", p.SECOND: "before", "2023-11": "after", "2023-12": "after"}
known = war[(war["adm1"] != "unknown") & war["month"].isin(list(when))]
known["time"] = known["month"].map(when)
whole = known.groupby("time")["best"].sum()
bago = known[known["adm1"] == p.PLACE].groupby("time")["best"].sum()
share_before, share_after = (bago / whole)["before"], (bago / whole)["after"]

# %% q7 right: pivot_table
known = war[(war["adm1"] != "unknown") & (war["month"] >= p.FIRST)]
wide = known.pivot_table(index="adm1", columns="month", values="best", aggfunc="sum").fillna(0)
early = wide[p.FIRST] + wide[p.SECOND]
late = wide[["2023-11", "2023-12"]].sum(axis=1)
share_before = early[p.PLACE] / early.sum()
share_after = late.loc[p.PLACE] / late.sum()

# %% q7 right: by hand, rounded
share_before = round(p.before, 4)
share_after = round(p.after, 4)

# %% q7 right: query, NumPy floats
known = war.query("adm1 != 'unknown'")
early = known.query(f"month == '{p.FIRST}' or month == '{p.SECOND}'")
late = known.query("month in ['2023-11', '2023-12']")
share_before = early[early["adm1"] == p.PLACE]["best"].sum() / early["best"].sum()
share_after = late[late["adm1"] == p.PLACE]["best"].sum() / late["best"].sum()

# %% q7 wrong: the unknown place is in it
# hint: Nearly. Deaths without
share_before, share_after = p.with_unknown, p.after

# %% q7 wrong: how many
# hint: That is how many died there. Of how many
share_before, share_after = p.early[0], 38

# %% q7 wrong: percent
# hint: That is in percent
share_before, share_after = p.before * 100, p.after * 100

# %% q7 wrong: rounded too far
# hint: Rounded too far
share_before, share_after = p.rounded, p.after

# %% q7 wrong: upside down
# hint: Upside down
share_before, share_after = 1 / p.before, 1 / p.after

# %% q7 wrong: by the other places
# hint: You divided by the other places
share_before, share_after = p.by_others, p.after

# %% q7 wrong: the mean of monthly shares
# hint: That is a mean of two shares
known = war[war["adm1"] != "unknown"]
monthly = known[known["adm1"] == p.PLACE].set_index("month")["best"]
monthly = monthly / known.groupby("month")["best"].sum()
share_before = (monthly[p.FIRST] + monthly[p.SECOND]) / 2
share_after = (monthly["2023-11"] + monthly["2023-12"]) / 2

# %% q7 wrong: the mean of monthly shares, the second time
# hint: The first share is right. This one is a mean
share_before, share_after = p.before, p.mean_after

# %% q7 wrong: October as before
# hint: {{BETWEEN}}
known = war[(war["adm1"] != "unknown") & (war["month"] >= p.FIRST)]
early = known[known["month"] <= "2023-10"].groupby("adm1")["best"].sum()
share_before, share_after = early[p.PLACE] / early.sum(), p.after

# %% q7 wrong: October as after
# hint: The first share is right. In this one October
known = war[(war["adm1"] != "unknown") & (war["month"] >= "2023-10")]
late = known.groupby("adm1")["best"].sum()
share_before, share_after = p.before, late[p.PLACE] / late.sum()

# %% q7 wrong: events
# hint: That is the share of the events
share_before, share_after = p.of_events, p.late_events

# %% q7 wrong: all kinds of violence
# hint: All kinds of violence
known = ucdp[(ucdp["adm1"] != "unknown") & ucdp["month"].isin([p.FIRST, p.SECOND])]
early = known.groupby("adm1")["best"].sum()
share_before, share_after = early[p.PLACE] / early.sum(), p.after

# %% q7 wrong: another time's whole
# hint: The first share is right. Here part and whole
share_before, share_after = p.before, p.wrong_whole

# %% q7 wrong: changed round
# hint: That is the share at the later time
share_before, share_after = p.after, p.before

# %% q7 wrong: later, how many
# hint: The first share is right. That is how many
share_before, share_after = p.before, p.late[0]

# %% q7 wrong: the column
# hint: One number is asked for
share_before = war[war["adm1"] == p.PLACE]["best"]
share_after = p.after

# ---- Q8: origins, and a side against itself --------------------------------------------------

# %% q8 right: fillna, value_counts, merge
heard["origin"] = heard["relies_on"].fillna(heard["claimant"])
origins = len(heard["origin"].value_counts())
joined = heard.merge(matters, on="matter")
against_itself = joined[joined["side"] == joined["hurts"]]

# %% q8 right: nunique, query, the other table on the left
origins = heard["relies_on"].fillna(heard["claimant"]).nunique()
against_itself = matters.merge(heard).query("side == hurts")

# %% q8 right: a set, and keys only
origins = len(set(heard["relies_on"].fillna(heard["claimant"])))
hurts = matters.set_index("matter")["hurts"]
against_itself = heard[heard["side"] == heard["matter"].map(hurts)]["figure"]

# %% q8 right: a loop
names = []
for number in range(len(heard)):
    row = heard.iloc[number]
    name = row["claimant"] if row["relies_on"] != row["relies_on"] else row["relies_on"]
    if name not in names:
        names.append(name)
origins = len(names)
against_itself = ["F601", "F528"]

# %% q8 right: a left join, the key as index
origins = 5.0
joined = heard.set_index("figure").join(matters.set_index("matter"), on="matter")
against_itself = joined.loc[joined["hurts"] == joined["side"], ["claimant", "low"]]

# %% q8 wrong: all statements
# hint: That is how many statements
origins = len(heard)
against_itself = ["F528", "F601"]

# %% q8 wrong: claimants
# hint: That is how many claimants
origins = heard["claimant"].nunique()
against_itself = ["F528", "F601"]

# %% q8 wrong: only those relied on
# hint: That is how many pass a number on
origins = heard["relies_on"].nunique()
against_itself = ["F528", "F601"]

# %% q8 wrong: sides
# hint: That is how many sides
origins = heard["side"].nunique()
against_itself = ["F528", "F601"]

# %% q8 wrong: the counts themselves
# hint: One number is asked for
origins = heard["relies_on"].fillna(heard["claimant"]).value_counts()
against_itself = ["F528", "F601"]

# %% q8 wrong: all of the junta
# hint: The origins are right. Here is all that the junta
origins = 5
against_itself = heard[heard["side"] == "junta"]

# %% q8 wrong: the junta alone
# hint: The origins are right. One row is missing: the junta
origins = 5
joined = heard.merge(matters, on="matter")
against_itself = joined[(joined["side"] == "junta") & (joined["hurts"] == "junta")]

# %% q8 wrong: all that hurts the junta
# hint: The origins are right. Those are all rows
origins = 5
joined = heard.merge(matters, on="matter")
against_itself = joined[joined["hurts"] == "junta"]

# %% q8 wrong: the others
# hint: The origins are right. Those are the others
origins = 5
joined = heard.merge(matters, on="matter")
against_itself = joined[joined["side"] != joined["hurts"]]

# %% q8 wrong: the join alone
# hint: The origins are right, and the join too
origins = 5
against_itself = heard.merge(matters, on="matter")

# %% q8 wrong: compared with a word
# hint: The origins are right. No row is left
origins = 5
joined = heard.merge(matters, on="matter")
against_itself = joined[joined["side"] == "hurts"]

# %% q8 wrong: True and False
# hint: These are True and False
origins = 5
joined = heard.merge(matters, on="matter")
against_itself = joined["side"] == joined["hurts"]

# %% q8 wrong: the ethnic organisations
# hint: The origins are right. Those are the rows of the ethnic
origins = 5
against_itself = heard[heard["side"] == "ero"]

# %% q8 wrong: the key lost
# hint: The column 'figure' got lost
origins = 5
joined = heard.merge(matters, on="matter")
against_itself = joined[joined["side"] == joined["hurts"]][["claimant", "low"]]

# ---- Q9: small multiples ---------------------------------------------------------------------

# %% q9 right: as in the lesson
one = (
    alt.Chart(four)
    .mark_bar()
    .encode(x=alt.X("first_day:T").title("Month"), y=alt.Y("best").title("Deaths"))
)
small_charts = (
    one.properties(width=200, height=100)
    .facet(alt.Facet("adm1").title(None), columns=2, title="Deaths in battle, 2022, in four places")
    .properties(
        description="Small bar charts of 2022. Most deaths: Kachin in October, then Kayin in March."
    )
)

# %% q9 right: facet inside encode, months as text
small_charts = (
    alt.Chart(four, title="Kachin had the worst month of 2022")
    .mark_bar()
    .encode(
        alt.X("month:O", title="Month"),
        alt.Y("best:Q", title="Deaths"),
        alt.Facet("adm1:N", columns=2),
    )
    .properties(
        description="Bars by month in four places: the tallest stands in Kachin, in October 2022."
    )
)

# %% q9 right: rows, points, added up
small_charts = (
    alt.Chart(four)
    .mark_point()
    .encode(
        x=alt.X("month").title("Month of 2022"),
        y=alt.Y("sum(best)").title("Deaths, best estimate"),
        row="adm1",
    )
    .properties(
        title=alt.Title("Deaths by month and place", subtitle="Source: UCDP"),
        description="Dots by month for each place; "
        + spoken(four.groupby("adm1")["best"].sum())
        + ".",
    )
)

# %% q9 right: columns and layers
base = alt.Chart(four).encode(
    x=alt.X("first_day:T", axis=alt.Axis(title="Month")),
    y=alt.Y("best", axis=alt.Axis(title="Deaths")),
)
layers = (base.mark_rule() + base.mark_circle()).properties(width=140)
small_charts = layers.facet(column="adm1:N").properties(
    title="Deaths in four places, 2022",
    description="Stalks with dots for each month: Kachin has the tallest, in October of that year.",
)

# %% q9 right: a line, once the silent months are zeros
wide = four.pivot_table(index="month", columns="adm1", values="best", aggfunc="sum").fillna(0)
full = wide.reset_index().melt(id_vars="month", var_name="adm1", value_name="best")
small_charts = (
    alt.Chart(full)
    .mark_line(point=True)
    .encode(x=alt.X("month").title("Month"), y=alt.Y("best").title("Deaths"), facet="adm1")
    .properties(
        title="Deaths by month, zeros written in",
        description="Lines for four places in 2022; the highest point is Kachin in October.",
    )
)

# %% q9 right: side by side by hand, with one scale
parts = [
    alt.Chart(four[four["adm1"] == name], title=name)
    .mark_bar()
    .encode(x=alt.X("month").title("Month"), y=alt.Y("best").title("Deaths"))
    for name in names
]
small_charts = (
    alt.hconcat(*parts, title="Four places in the year 2022")
    .resolve_scale(y="shared")
    .properties(description="Four bar charts side by side; in Kachin one bar, October, is tallest.")
)

# %% q9 wrong: all in one
# hint: All places stand in one chart
small_charts = alt.Chart(four).mark_bar().encode(x="month", y="best", color="adm1")

# %% q9 wrong: side by side, each its own scale
# hint: Charts put side by side
parts = [
    alt.Chart(four[four["adm1"] == name]).mark_bar().encode(x="month", y="best") for name in names
]
small_charts = alt.hconcat(*parts)

# %% q9 wrong: scales let loose
# hint: Each small chart has a scale of its own
small_charts = alt.Chart(four).mark_bar().encode(x="month", y="best", facet="adm1")
small_charts = small_charts.resolve_scale(y="independent")

# %% q9 wrong: events
# hint: Up and down should stand the deaths
small_charts = alt.Chart(four).mark_bar().encode(x="month", y="events", facet="adm1")

# %% q9 wrong: turned
# hint: Up and down should stand the deaths
small_charts = alt.Chart(four).mark_bar().encode(y="month", x="best", facet="adm1")

# %% q9 wrong: split by month
# hint: All places stand in one chart
small_charts = alt.Chart(four).mark_bar().encode(x="adm1", y="best", facet="month")

# %% q9 wrong: all places of the country
# hint: More or fewer places
small_charts = alt.Chart(battles).mark_bar().encode(x="month", y="best", facet="adm1")

# %% q9 wrong: a line across the gaps
# hint: Drawn through
small_charts = alt.Chart(four).mark_line().encode(x="first_day:T", y="best", facet="adm1")

# %% q9 wrong: bare names
# hint: An axis has only the name
small_charts = alt.Chart(four).mark_bar().encode(x="month", y="best", facet="adm1")

# %% q9 wrong: no title
# hint: The whole needs a title
small_charts = (
    alt.Chart(four)
    .mark_bar()
    .encode(x=alt.X("month").title("Month"), y=alt.Y("best").title("Deaths"), facet="adm1")
)

# %% q9 wrong: the description inside, before facet
# hint: Somebody cannot see it
one = (
    alt.Chart(four)
    .mark_bar()
    .encode(x=alt.X("month").title("Month"), y=alt.Y("best").title("Deaths"))
    .properties(description="Small bar charts of 2022; the tallest bar is Kachin in October.")
)
small_charts = one.facet("adm1", title="Deaths in four places")

# %% q9 wrong: a description without a place
# hint: The description names no place
small_charts = (
    alt.Chart(four, title="Deaths in four places")
    .mark_bar()
    .encode(x=alt.X("month").title("Month"), y=alt.Y("best").title("Deaths"), facet="adm1")
    .properties(
        description="This chart shows the number of deaths by month in several small charts."
    )
)

# %% q9 wrong: a table
# hint: A chart is asked for
small_charts = four
