// @ts-check
// Tables of codes: as a table or as cards, with the columns that a reader wants, sorted, and copied.
(() => {
  "use strict";

  const all = [...document.querySelectorAll("table")];
  const narrow = matchMedia("(max-width: 40rem)");
  const KEY = "errbook-tables";

  /**
   * What the reader chose.
   * @typedef {object} Choice
   * @property {boolean} cards
   * @property {string[]} hidden the names of columns
   */

  /** @type {Choice} */
  const choice = { cards: false, hidden: [] };
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    choice.cards = kept?.cards === true;
    if (Array.isArray(kept?.hidden)) choice.hidden = kept.hidden.map(String);
  } catch {
    // A browser without storage for files begins with the table.
  }

  /** @param {HTMLTableElement} table */
  const names = (table) =>
    [...table.querySelectorAll("th")].map((head) => (head.textContent ?? "").trim());

  const tables = all.filter((table) => names(table)[0] === "Code");

  /** @param {HTMLTableElement} table */
  const lines = (table) => [...table.tBodies[0].rows];

  // As cards, each cell of a row is on its own line, labeled with its column. The explicit roles keep
  // the table a table for assistive technology.
  /** @param {HTMLTableElement} table */
  function label(table) {
    const labels = names(table);
    table.role = "table";
    for (const row of table.rows) {
      row.role = "row";
      [...row.cells].forEach((cell, at) => {
        if (cell.tagName !== "TD") return;
        cell.role = "cell";
        cell.dataset.label = labels[at];
      });
    }
  }

  // A part of a long table waits until it comes into view.
  for (const table of all) {
    const part = table.closest(".long");
    if (part && "oncontentvisibilityautostatechange" in part) {
      part.addEventListener("contentvisibilityautostatechange", () => label(table), { once: true });
    } else {
      label(table);
    }
  }

  let hidden = false;

  function apply() {
    for (const table of all) {
      const cards = narrow.matches || (choice.cards && tables.includes(table));
      table.parentElement?.classList.toggle("stacked", cards);
    }
    // Most readers hide nothing, and then no cell need be looked at.
    if (choice.hidden.length === 0 && !hidden) return;
    hidden = choice.hidden.length > 0;
    for (const table of tables) {
      const labels = names(table);
      for (const row of table.rows) {
        [...row.cells].forEach((cell, at) => {
          cell.hidden = at > 0 && choice.hidden.includes(labels[at]);
        });
      }
    }
  }

  function keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(choice));
    } catch {
      // The choice applies to this page only.
    }
    apply();
  }

  narrow.addEventListener("change", apply);
  apply();
  if (tables.length === 0) return;

  /**
   * @param {string} text
   * @param {() => void} act
   */
  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  const columns = [...new Set(tables.flatMap((table) => names(table).slice(1)))];

  /** The switch between the two views. */
  function views() {
    const group = document.createElement("span");
    group.className = "views";
    group.role = "group";
    group.ariaLabel = "View";
    const both = [false, true].map((cards) => button(cards ? "Cards" : "Table", () => {
      choice.cards = cards;
      keep();
      tell();
    }));
    const tell = () => both.forEach((made, at) => {
      made.ariaPressed = String(choice.cards === (at === 1));
    });
    tell();
    group.append(...both);
    return group;
  }

  /** The columns to choose from. */
  function chooser() {
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = "Columns";
    details.append(summary);
    for (const name of columns) {
      const label = document.createElement("label");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = !choice.hidden.includes(name);
      box.addEventListener("change", () => {
        choice.hidden = choice.hidden.filter((other) => other !== name);
        if (!box.checked) choice.hidden.push(name);
        keep();
      });
      label.append(box, ` ${name}`);
      details.append(label);
    }
    return details;
  }

  /**
   * The text of a cell on one line. Its `innerText` is empty until the row is laid out.
   * @param {Element | undefined} cell
   */
  const text = (cell) => {
    if (cell === undefined) return "";
    const copy = /** @type {Element} */ (cell.cloneNode(true));
    for (const end of copy.querySelectorAll("br")) end.replaceWith(" ");
    return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
  };

  /** What the tables show: the names of the columns, then a row for each code. */
  function shown() {
    const wanted = columns.filter((name) => !choice.hidden.includes(name));
    const rows = tables.flatMap((table) => {
      const labels = names(table);
      return lines(table).map((row) => [
        row.cells[0]?.querySelector("code")?.textContent ?? text(row.cells[0]),
        ...wanted.map((name) => text(row.cells[labels.indexOf(name)])),
      ]);
    });
    return [["Code", ...wanted], ...rows];
  }

  /** The rows as RFC 4180 has them. */
  const csv = () => shown().map((row) =>
    row.map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(","),
  ).join("\r\n");

  /** The rows as a table of GitHub Flavored Markdown. */
  function markdown() {
    const escaped = (/** @type {string} */ cell) => cell.replace(/[\\|<>*_`[\]]/g, "\\$&");
    const [head, ...rows] = shown().map((row) => `| ${row.map(escaped).join(" | ")} |`);
    return [head, `|${"---|".repeat(shown()[0].length)}`, ...rows, ""].join("\n");
  }

  /**
   * A button that the other script makes copy what it says.
   * @param {string} label
   * @param {() => string} source
   */
  function copies(label, source) {
    const made = button(label, () => (made.dataset.copy = source()));
    made.className = "copy";
    return made;
  }

  /** The tables, each with the further parts of it if it is long. */
  function wholes() {
    /** @type {HTMLTableElement[][]} */
    const found = [];
    for (const table of tables) {
      const part = table.parentElement;
      const before = part?.previousElementSibling?.querySelector(":scope > table");
      const whole = part?.matches(".long + .long") ? found.at(-1) : undefined;
      if (whole && whole.at(-1) === before) whole.push(table);
      else found.push([table]);
    }
    return found;
  }

  /** @param {HTMLTableElement[]} parts */
  function sortable(parts) {
    const before = parts.flatMap(lines);
    const sizes = parts.map((part) => lines(part).length);
    const heads = parts.map((part) => [...part.querySelectorAll("th")]);
    /**
     * @param {number} at
     * @param {string} order
     */
    function sort(at, order) {
      for (const of of heads) {
        for (const head of of) head.removeAttribute("aria-sort");
        if (order !== "none") of[at].setAttribute("aria-sort", order);
      }
      const sorted = [...before];
      if (order !== "none") {
        const sign = order === "ascending" ? 1 : -1;
        const key = (/** @type {HTMLTableRowElement} */ row) => row.cells[at]?.textContent ?? "";
        sorted.sort((a, b) => sign * key(a).localeCompare(key(b), undefined, { numeric: true }));
      }
      let from = 0;
      parts.forEach((part, index) => {
        part.tBodies[0].append(...sorted.slice(from, from + sizes[index]));
        from += sizes[index];
      });
    }
    for (const of of heads) {
      of.forEach((head, at) => {
        const made = button(head.textContent ?? "", () => {
          const next = { none: "ascending", ascending: "descending", descending: "none" };
          const now = head.getAttribute("aria-sort") ?? "none";
          sort(at, /** @type {Record<string, string>} */ (next)[now]);
        });
        head.replaceChildren(made);
      });
    }
  }

  wholes().forEach(sortable);
  const tools = document.createElement("div");
  tools.className = "tools";
  tools.append(views(), chooser(), copies("Copy CSV", csv), copies("Copy Markdown", markdown));
  tables[0].parentElement?.before(tools);
})();
