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
   * @property {string[]} names everything that it is called, in lowercase
   * @property {string[]} squashed the names without separators
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
      const [code, at, statuses, retry, action, deprecated, name, description, rest, others, fields] =
        line.split("\t");
      const names = [code, ...(others ? others.split("\x1f") : [])].map((own) => own.toLowerCase());
      const retired = at === "";
      const section = retired ? ["retired", ""] : sections[Number(at)];
      return {
        code,
        names,
        squashed: names.map(squash),
        title: name,
        words: name.toLowerCase(),
        description,
        text: `${names.join(" ")} ${name} ${description} ${rest}`.toLowerCase(),
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
   * The codes that fit the query and pass every filter, best first: what a reader has may be a name in
   * any spelling, a status, words, or a message, a body or an address as pasted.
   * @param {State} state
   * @returns {Row[]}
   */
  function search(state) {
    const query = (state.q ?? "").trim();
    const among = rows.filter((row) => passes(row, state));
    if (query === "") return among;
    const { names, text } = asked(query);
    const exact = names.flatMap((name) => among.filter((row) => row.names.includes(name.toLowerCase())));
    if (exact.length > 0) return [...new Set(exact)];
    const wanted = wordsOf(text);
    /** @type {Row[][]} */
    const ranks = [[], [], [], [], [], []];
    for (const row of among) ranks[rank(row, wanted)]?.push(row);
    const found = ranks.flat();
    if (found.length > 0) return found;
    const near = typos(among, wanted.squashed);
    return near.length > 0 ? near : most(among, wanted.words);
  }

  /**
   * The letters and digits of a name.
   * @param {string} name
   */
  function squash(name) {
    return name.replace(/[^\p{Alphabetic}\p{N}]/gu, "");
  }

  /**
   * What may be the name of a code in a body or an address, of which a name is all that matters, and
   * what to look for if no code has such a name.
   * @param {string} query
   * @returns {{ names: string[], text: string }}
   */
  function asked(query) {
    if (/^[[{]/.test(query)) {
      try {
        const names = leaves(JSON.parse(query));
        const text = names.reduce((best, name) => (name.length >= best.length ? name : best), "");
        return { names, text };
      } catch {
        // It only looks like a body.
      }
    }
    if (!query.includes("://")) return { names: [], text: query };
    const last = query.split(/[#/=]/).findLast(Boolean)?.replace(/(?:\.html)+$/, "") ?? "";
    return { names: [query, last], text: last };
  }

  /**
   * The texts and numbers in a body.
   * @param {unknown} value
   * @returns {string[]}
   */
  function leaves(value) {
    if (typeof value === "string" || typeof value === "number") return [String(value)];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [];
  }

  /** @typedef {{ statuses: string[], words: string[], rest: string, squashed: string }} Words */

  /**
   * The words of a text, those that are statuses of codes apart.
   * @param {string} text
   * @returns {Words}
   */
  function wordsOf(text) {
    const parts = text.toLowerCase().split(/[^\p{Alphabetic}\p{N}_\-./:]/u);
    const all = parts.map((part) => part.replace(/^[.:/-]+|[.:/-]+$/g, "")).filter(Boolean);
    const isStatus = (/** @type {string} */ word) =>
      word.length === 3 && rows.some((row) => row.statuses.includes(word));
    const statuses = all.filter(isStatus);
    const words = all.filter((word) => !isStatus(word)
      && (statuses.length === 0 || !["http", "https", "status"].includes(word)));
    const rest = words.join(" ");
    return { statuses, words, rest, squashed: squash(rest) };
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
   * How well a code fits, from 0, the best; -1 if it does not.
   * @param {Row} row
   * @param {Words} wanted
   */
  function rank(row, { statuses, words, rest, squashed }) {
    const hasStatuses = statuses.every((status) => row.statuses.includes(status));
    if (words.length === 0) return hasStatuses && statuses.length > 0 ? 5 : -1;
    if (hasStatuses) {
      const ofName = (/** @type {(name: string) => boolean} */ fits) =>
        squashed !== "" && row.squashed.some(fits);
      if (row.names.includes(rest)) return 0;
      if (ofName((name) => name === squashed)) return 1;
      if (ofName((name) => name.startsWith(squashed))) return 2;
      if (ofName((name) => name.includes(squashed))) return 3;
      if (row.words.includes(rest)) return 4;
    }
    const others = statuses.filter((status) => !row.statuses.includes(status));
    return [...words, ...others].every((word) => row.text.includes(word)) ? 5 : -1;
  }

  /**
   * The codes whose names are the fewest letters away, if they are few enough.
   * @param {Row[]} among
   * @param {string} wanted
   */
  function typos(among, wanted) {
    const limit = Math.floor(wanted.length / 4);
    const near = among.flatMap((row) => {
      const close = row.squashed.filter((name) => Math.abs(name.length - wanted.length) <= limit);
      const nearest = Math.min(...close.map((name) => distance(name, wanted)));
      return nearest <= limit ? [{ row, nearest }] : [];
    });
    return near.sort((a, b) => a.nearest - b.nearest).map(({ row }) => row);
  }

  /**
   * The codes whose texts have the most of the words, if that is more than half of several.
   * @param {Row[]} among
   * @param {string[]} words
   */
  function most(among, words) {
    const counted = among.map((row) => {
      return { row, count: words.filter((word) => row.text.includes(word)).length };
    });
    return counted.filter(({ count }) => count > 1 && count * 5 >= words.length * 3)
      .sort((a, b) => b.count - a.count).map(({ row }) => row);
  }

  /**
   * How many letters have to be added, removed, replaced or swapped with the next one.
   * @param {string} one
   * @param {string} other
   */
  function distance(one, other) {
    /** @type {number[]} */
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      [before, last] = [last, row];
    }
    return last[other.length];
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
    const folded = /** @type {HTMLDetailsElement | null} */ (find("_folded"));
    const wide = matchMedia("(min-width: 40rem)");
    const restore = () => {
      toPage(fromAddress());
      // On a phone, filters nobody has set would push the codes off the screen.
      if (folded) folded.open ||= wide.matches || selects().some((field) => field.value !== "");
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
