// Live charts, tables that sort and filter, a search that knows keys. Pages work without it.
(() => {
  "use strict";

  // ---- charts: the picture gives way to the live chart; where that fails it stays ----------
  function hasBrush(spec) {
    const kind = param => param.select?.type ?? param.select;
    return (spec.params ?? []).some(param => kind(param) === "interval" && param.bind !== "scales");
  }

  async function draw(figure) {
    const spec = JSON.parse(figure.querySelector("script").textContent);
    const box = figure.querySelector(".chart-box");
    const live = document.createElement("div");
    box.append(live);
    figure.hidden = false;
    try {
      await window.vegaEmbed(live, spec, { renderer: "svg", actions: false });
    } catch (problem) {
      live.remove();
      figure.hidden = !box.querySelector("img");
      console.error(problem);
      return;
    }
    box.querySelector("img")?.remove();
    box.classList.toggle("brush", hasBrush(spec));
    if (hasBrush(spec)) {
      // The brush draws rectangles that have a role and no name; nobody can use them by ear.
      const unnamed = '[role="graphics-symbol"]:not([aria-label])';
      live.querySelectorAll(unnamed).forEach(mark => mark.setAttribute("aria-hidden", "true"));
    }
    // What is wider than the page is moved sideways, by keyboard too.
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }

  async function drawAll() {
    for (const figure of document.querySelectorAll("figure.chart")) await draw(figure);
    document.documentElement.dataset.charts = "drawn";
  }

  // ---- tables of the ledger ----------------------------------------------------------------
  const textOf = cell => cell.textContent.trim();

  function sortable(table) {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        const value = row => row.cells[column].dataset.sort ?? textOf(row.cells[column]);
        const compare = (a, b) => {
          if (a === "" || b === "") return (a === "") - (b === "") || 0;
          const [x, y] = [Number(a), Number(b)];
          const order = isNaN(x) || isNaN(y) ? a.localeCompare(b, "en") : x - y;
          return up ? order : -order;
        };
        const rows = [...body.rows].map(row => [value(row), row]);
        rows.sort(([a], [b]) => compare(a, b));
        body.append(...rows.map(([, row]) => row));
        heads.forEach(other => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
      });
    });
  }

  function filterable(box) {
    const table = box.querySelector("table");
    const rows = [...table.tBodies[0].rows];
    const heads = [...table.tHead.rows[0].cells].map(textOf);
    const bar = document.createElement("form");
    bar.className = "filters";
    bar.setAttribute("role", "search");
    bar.addEventListener("submit", event => event.preventDefault());
    const add = (name, field) => {
      const label = document.createElement("label");
      label.append(name, field);
      bar.append(label);
      return field;
    };
    const search = add("Words in the row", document.createElement("input"));
    search.type = "search";
    const menus = (box.dataset.menus ?? "").split("|").filter(Boolean).map(name => {
      const column = heads.indexOf(name);
      const values = [...new Set(rows.map(row => textOf(row.cells[column])))].filter(Boolean).sort();
      const menu = add(name, document.createElement("select"));
      menu.append(new Option("all", ""), ...values.map(value => new Option(value)));
      return [column, menu];
    });
    const count = document.createElement("output");
    bar.append(count);
    const texts = rows.map(row => row.textContent.toLowerCase());
    const show = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, number) => {
        const fits = words.every(word => texts[number].includes(word))
          && menus.every(([column, menu]) => !menu.value || textOf(row.cells[column]) === menu.value);
        row.hidden = !fits;
        shown += fits;
      });
      count.textContent = `${shown} of ${rows.length} rows`;
    };
    bar.addEventListener("input", show);
    box.before(bar);
    show();
    // A link to a row shows it, whatever the filters say.
    window.addEventListener("hashchange", () => {
      const row = document.getElementById(location.hash.slice(1));
      if (row?.hidden) { bar.reset(); show(); row.scrollIntoView(); }
    });
  }

  // ---- search: a key leads to its row ------------------------------------------------------
  const TABLES = {
    F: "figures", C: "claims", E: "events", L: "policies",
    O: "oddities", Q: "frames", S: "sources", G: "glossary",
  };

  function offerKey() {
    const asked = (new URLSearchParams(location.search).get("q") ?? "").trim().toUpperCase();
    const results = document.getElementById("search-results");
    if (!results || !/^\[?[FCELOQSG]\d{3,4}\]?$/.test(asked)) return;
    const key = asked.replace(/[[\]]/g, "");
    const line = document.createElement("p");
    line.id = "key-found";
    const link = document.createElement("a");
    link.href = `data/${TABLES[key[0]]}.html#${key}`;
    link.textContent = `${key}: its row in the ledger`;
    line.append(link);
    results.before(line);
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".ledger table").forEach(sortable);
    document.querySelectorAll(".ledger[data-menus]").forEach(filterable);
    offerKey();
    drawAll();
  });
})();
