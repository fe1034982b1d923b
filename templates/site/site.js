// @ts-check
(() => {
  "use strict";

  /**
   * The contents of a catalog's search file.
   * @typedef {object} Shard
   * @property {string} title the catalog's title
   * @property {string} page the path of a code's page, with `{code}` and `{section}`
   * @property {Record<string, string>} [moved] the paths of other pages, by their codes
   * @property {[string, string][]} sections ids and titles
   * @property {string[]} actions ids
   * @property {string[]} retries names and labels, alternating
   * @property {string} rows a line for each code, with fields separated by tabs; a code without a
   *   section is retired
   */

  /**
   * A code that can be found.
   * @typedef {object} Row
   * @property {string} code
   * @property {string} name the code in lowercase
   * @property {string} title
   * @property {string} words the title in lowercase
   * @property {string} description
   * @property {string} text everything that is searched, in lowercase
   * @property {string} href
   * @property {string[]} statuses
   * @property {string} section `catalog/section`
   * @property {string} place the titles of the section and, if there are several, the catalog
   * @property {string} retry
   * @property {string} label the retry advice as shown
   * @property {string} action `catalog/action`
   * @property {string[]} fields the fields that the catalog declares, as `name=value`
   * @property {string} catalog
   * @property {boolean} deprecated
   * @property {boolean} retired
   */

  /** @typedef {Record<string, string>} State the query and the filters, as in the address */

  const FILTERS = ["status", "section", "retry", "action", "catalog"];
  /** What the names of filters by declared fields begin with. */
  const FIELD = "field:";
  /** How many results are shown at first and with each "Show more". */
  const PAGE = 50;
  const POPUP = 8;

  /** @param {string} id */
  const find = (id) => document.getElementById(id);
  const input = /** @type {HTMLInputElement | null} */ (find("_q"));
  const filters = /** @type {HTMLFormElement | null} */ (find("_filters"));
  const results = find("_results");
  const count = find("_count");
  const popup = find("_popup");
  const found = find("_found");
  const overview = find("_overview");
  const more = find("_more");
  const all = /** @type {HTMLAnchorElement | null} */ (find("_all"));
  const clear = find("_clear");
  const root = document.body.dataset.root ?? "";

  /** @type {Row[]} */
  let rows = [];
  /** How many of them are not retired. */
  let known = 0;
  /** Whether any of them has a status. */
  let documented = false;
  /** @type {Promise<void> | undefined} */
  let loading;
  let shown = PAGE;
  let announced = 0;

  /** Loads the search files on first use, as scripts: `file:` does not allow `fetch`. */
  function load() {
    loading ??= (async () => {
      const shards = (document.body.dataset.shards ?? "").split(" ").filter(Boolean);
      await Promise.all(shards.map((shard) => new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = `${root}${folder(shard)}assets/search.js`;
        script.onload = done;
        script.onerror = failed;
        document.head.append(script);
      })));
      rows = shards.flatMap((shard) => read(shard, shards.length > 1));
      known = rows.filter((row) => !row.retired).length;
      documented = rows.some((row) => row.statuses.length > 0);
    })();
    return loading;
  }

  /**
   * A shard is the id of a catalog, with a final slash if it has its own folder below this root.
   * @param {string} shard
   */
  function folder(shard) {
    return shard.endsWith("/") ? shard : "";
  }

  /**
   * @param {string} shard
   * @param {boolean} several
   * @returns {Row[]}
   */
  function read(shard, several) {
    const catalog = shard.replace("/", "");
    /** @type {Record<string, Shard>} */
    const data = /** @type {any} */ (window).errbookSearch;
    const { title, page, moved = {}, sections, actions, retries, rows } = data[catalog];
    return rows.split("\n").map((line) => {
      const [code, at, statuses, retry, action, deprecated, name, description, rest, fields] =
        line.split("\t");
      const retired = at === "";
      const section = retired ? ["retired", ""] : sections[Number(at)];
      return {
        code,
        name: code.toLowerCase(),
        title: name,
        words: name.toLowerCase(),
        description,
        text: `${code} ${name} ${description} ${rest}`.toLowerCase(),
        href: root + folder(shard) + (Object.hasOwn(moved, code)
          ? moved[code]
          : page.replaceAll("{section}", () => section[0]).replaceAll("{code}", () => code)),
        statuses: statuses ? statuses.split(",") : [],
        section: `${catalog}/${section[0]}`,
        place: [several ? title : "", section[1]].filter(Boolean).join(" › "),
        retry: retry ? retries[Number(retry)] : "",
        label: retry ? retries[Number(retry) + 1] : "",
        action: action ? `${catalog}/${actions[Number(action)]}` : "",
        fields: fields ? fields.split("\x1f") : [],
        catalog,
        deprecated: deprecated === "1",
        retired,
      };
    });
  }

  /**
   * The codes that contain every word of the query and pass every filter, best matches first.
   * @param {State} state
   * @returns {Row[]}
   */
  function search(state) {
    const query = (state.q ?? "").toLowerCase().trim();
    const words = query.split(/\s+/).filter(Boolean);
    const joined = query.replace(/\s+/g, "_");
    /** @type {Row[][]} */
    const ranks = [[], [], [], [], []];
    for (const row of rows) {
      if (!passes(row, state)) continue;
      if (!words.every((word) => row.text.includes(word))) continue;
      ranks[rank(row, query, joined)].push(row);
    }
    return ranks.flat();
  }

  /**
   * @param {Row} row
   * @param {State} state
   */
  function passes(row, state) {
    return (!state.status || (state.status === "none" ? row.statuses.length === 0 && !row.retired
        : row.statuses.includes(state.status)))
      && (!state.section || row.section === state.section)
      && (!state.retry || row.retry === state.retry)
      && (!state.action || row.action === state.action)
      && (!state.catalog || row.catalog === state.catalog)
      && Object.entries(state).every(([name, value]) => !value || !name.startsWith(FIELD)
        || row.fields.includes(`${name.slice(FIELD.length)}=${value}`));
  }

  /**
   * @param {Row} row
   * @param {string} query
   * @param {string} joined
   */
  function rank(row, query, joined) {
    if (row.name === query || row.name === joined) return 0;
    if (row.name.startsWith(query) || row.name.startsWith(joined)) return 1;
    if (row.name.includes(query) || row.name.includes(joined)) return 2;
    return row.words.includes(query) ? 3 : 4;
  }

  /** @returns {State} */
  function fromAddress() {
    const given = new URLSearchParams(location.search);
    /** @type {State} */
    const state = {};
    const fields = selects().map((select) => select.name).filter((name) => name.startsWith(FIELD));
    for (const name of ["q", ...FILTERS, ...fields]) state[name] = given.get(name) ?? "";
    return state;
  }

  /** @returns {State} */
  function fromPage() {
    /** @type {State} */
    const state = { q: input?.value ?? "" };
    for (const field of selects()) state[field.name] = field.value;
    return state;
  }

  function selects() {
    return [...(filters?.querySelectorAll("select") ?? [])];
  }

  /** @param {State} state */
  function toPage(state) {
    if (input) input.value = state.q;
    for (const field of selects()) {
      field.value = state[field.name];
      // The address may have an unknown value.
      if (field.selectedIndex < 0) field.value = "";
    }
  }

  /**
   * @param {State} state
   * @returns {string}
   */
  function query(state) {
    const set = Object.entries(state).filter(([, value]) => value.trim() !== "");
    return set.length > 0 ? `?${new URLSearchParams(set)}` : "";
  }

  /** Shows the results for the query and filters on the page. */
  async function show() {
    const state = fromPage();
    const asked = query(state) !== "";
    const turn = ++announced;
    if (!asked) {
      display([], false);
      return;
    }
    try {
      await load();
    } catch {
      if (count) count.textContent = "Search could not be loaded.";
      reveal(true);
      return;
    }
    // A later keystroke gets its own results.
    if (turn === announced) display(search(state), true);
  }

  /** @param {boolean} visible */
  function reveal(visible) {
    if (popup) popup.hidden = !visible;
    if (found) found.hidden = !visible;
    if (overview) overview.hidden = visible;
  }

  /**
   * @param {Row[]} answer
   * @param {boolean} asked
   */
  function display(answer, asked) {
    const limit = popup ? POPUP : shown;
    const words = (input?.value ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    results?.replaceChildren(...answer.slice(0, limit).map((row) => item(row, words)));
    if (more) more.hidden = answer.length <= limit;
    if (all) {
      all.hidden = answer.length === 0;
      all.href = `${root}index.html${query(fromPage())}`;
    }
    if (count) count.textContent = asked ? said(answer.length) : "";
    reveal(asked);
  }

  /** @param {number} number */
  function said(number) {
    if (number === 0) return "No codes match.";
    return `${number} of ${known} ${known === 1 ? "code" : "codes"}`;
  }

  /**
   * @param {Row} row
   * @param {string[]} words
   */
  function item(row, words) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    const code = document.createElement("code");
    link.href = row.href;
    code.append(...marked(row.code, words));
    link.append(code);
    const badges = document.createElement("span");
    badges.className = "badges";
    const missing = documented && !row.retired && row.statuses.length === 0;
    const statuses = missing ? ["no status"] : row.statuses;
    for (const status of statuses) badges.append(badge(status, `s${Number.parseInt(status) / 100 | 0}`));
    if (row.label) badges.append(badge(row.label, "retry"));
    if (row.deprecated) badges.append(badge("deprecated", "old"));
    if (row.retired) badges.append(badge("retired", "old"));
    const text = document.createElement("p");
    text.append(...marked(row.description, words));
    const place = document.createElement("p");
    place.className = "quiet";
    place.textContent = row.place;
    line.append(link, badges, text, place);
    return line;
  }

  /**
   * @param {string} text
   * @param {string} kind
   */
  function badge(text, kind) {
    const badge = document.createElement("span");
    badge.className = `badge ${kind}`;
    badge.textContent = text;
    return badge;
  }

  /**
   * The text with the words of the query marked.
   * @param {string} text
   * @param {string[]} words
   * @returns {(string | Node)[]}
   */
  function marked(text, words) {
    const lower = text.toLowerCase();
    // If lowercase has another length, positions would not match.
    if (words.length === 0 || lower.length !== text.length) return [text];
    /** @type {(string | Node)[]} */
    const parts = [];
    let from = 0;
    while (from < text.length) {
      let at = -1;
      let length = 0;
      for (const word of words) {
        const place = lower.indexOf(word, from);
        if (place >= 0 && (at < 0 || place < at)) [at, length] = [place, word.length];
      }
      if (at < 0) break;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(at, at + length);
      parts.push(text.slice(from, at), mark);
      from = at + length;
    }
    parts.push(text.slice(from));
    return parts;
  }

  /** @returns {HTMLAnchorElement[]} */
  function links() {
    return [...(results?.querySelectorAll("a") ?? [])];
  }

  /** @param {KeyboardEvent} event */
  function key(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target.matches("input, select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "/" && !typing) {
      event.preventDefault();
      input?.focus();
      input?.select();
      return;
    }
    const among = links();
    const at = among.indexOf(/** @type {HTMLAnchorElement} */ (target));
    if (target !== input && at < 0) return;
    if (event.key === "ArrowDown") {
      event.preventDefault();
      among[Math.min(at + 1, among.length - 1)]?.focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at === 0 ? input : among[at - 1])?.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (at >= 0) input?.focus();
      else leave();
    }
  }

  /** Clears the search; a second Escape leaves the field. */
  function leave() {
    if (!input) return;
    if (input.value === "") input.blur();
    input.value = "";
    typed();
  }

  function typed() {
    shown = PAGE;
    if (found) history.replaceState(null, "", location.pathname + query(fromPage()));
    void show();
  }

  input?.addEventListener("input", typed);
  input?.addEventListener("focus", () => void load().catch(() => {}));
  input?.form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    await show();
    const first = links()[0];
    if (first && input?.value.trim()) first.click();
  });
  filters?.addEventListener("submit", (event) => event.preventDefault());
  filters?.addEventListener("change", () => {
    shown = PAGE;
    history.pushState(null, "", location.pathname + query(fromPage()));
    void show();
  });
  clear?.addEventListener("click", () => {
    toPage(Object.fromEntries(["q", ...FILTERS].map((name) => [name, ""])));
    history.pushState(null, "", location.pathname);
    void show();
    input?.focus();
  });
  more?.addEventListener("click", async () => {
    const before = shown;
    shown += PAGE;
    await show();
    links()[before]?.focus();
  });
  document.addEventListener("keydown", key);
  document.addEventListener("focusin", (event) => {
    const inside = input?.form?.contains(/** @type {Node} */ (event.target));
    if (popup && !inside) popup.hidden = true;
    if (popup && event.target === input && input?.value) void show();
  });
  document.addEventListener("click", (event) => {
    if (popup && !input?.form?.contains(/** @type {Node} */ (event.target))) popup.hidden = true;
  });

  if (found) {
    const restore = () => {
      toPage(fromAddress());
      void show();
    };
    window.addEventListener("popstate", restore);
    // A page from the browser's cache still has the old values in its fields.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) restore();
    });
    restore();
  }

  const themes = ["system", "light", "dark"];
  const theme = find("_theme");
  const name = () => document.documentElement.dataset.theme ?? "system";
  const tell = () => {
    const label = theme?.lastElementChild;
    if (label) label.textContent = name();
  };
  theme?.addEventListener("click", () => {
    const next = themes[(themes.indexOf(name()) + 1) % themes.length];
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem("errbook-theme", next);
    } catch {
      // The choice applies to this page only.
    }
    tell();
  });
  tell();

  /** @param {string} text */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without a secure connection, only the old way works.
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  }

  // Scripts add such buttons too, and say what they copy when they are clicked.
  document.addEventListener("click", async (event) => {
    const target = /** @type {Element} */ (event.target);
    const button = target.closest("button.copy");
    if (!(button instanceof HTMLButtonElement)) return;
    const { dataset } = button;
    const label = (dataset.label ??= button.textContent ?? "");
    const block = dataset.copyBlock === undefined
      ? null : button.closest("figure")?.querySelector("code");
    const here = location.href.split(/[?#]/)[0];
    await copy(block?.textContent ?? (dataset.copy || here));
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = label), 1500);
  });
})();
