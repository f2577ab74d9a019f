// The n-grams of two words of the reader's, their hashes and buckets, and which they share.
(() => {
  if (customElements.get("subwords-player")) return;
  const { make } = SequtilsCard;
  const { cut, hash } = SequtilsNgrams;

  const NAMES = ["One word", "Another word"];
  const HEADS = ["n-gram", "hash", "bucket"];
  const several = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;

  class SubwordsPlayer extends SequtilsCard {
    content(title) {
      this.sides = this.trace.words.map((word, i) => this.#side(word, NAMES[i]));
      this.verdict = make("p", "caption");
      this.verdict.setAttribute("aria-live", "polite");
      this.clash = make("p", "note");
      const columns = make("div", "columns equal", ...this.sides.map(({ part }) => part));
      return [title, columns, this.verdict, this.clash];
    }

    #side(word, name) {
      const label = make("label", "heading", name);
      const field = make("input", "field");
      Object.assign(field, { type: "text", maxLength: 40, value: word });
      Object.assign(field, { spellcheck: false, autocomplete: "off", autocapitalize: "off" });
      field.addEventListener("input", () => this.refresh());
      label.append(field);
      const tally = make("p", "note");
      const rows = make("tbody");
      const heads = HEADS.map((text) => Object.assign(make("th", "", text), { scope: "col" }));
      const table = make("table", "grams", make("thead", "", make("tr", "", ...heads)), rows);
      const box = make("div", "box", table);
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", `${name}: its n-grams`);
      return { part: make("div", "", label, tally, box), field, rows, tally };
    }

    /** The n-grams of a word, each with its hash and bucket. */
    pieces(word) {
      const { min_n: least, max_n: most, bucket } = this.trace;
      return cut(word, least, most).map((text) => {
        const code = hash(text);
        return { text, code, bucket: code % bucket };
      });
    }

    refresh() {
      const words = this.sides.map(({ field }) => field.value.trim().replace(/\s+/gu, "_"));
      const pieces = words.map((word) => (word ? this.pieces(word) : []));
      const sets = pieces.map((own) => new Set(own.map(({ text }) => text)));
      const shared = [...sets[0]].filter((text) => sets[1].has(text));
      this.sides.forEach(({ rows, tally }, i) => {
        rows.replaceChildren(...pieces[i].map((piece) => this.#row(piece, sets[1 - i])));
        tally.textContent = several(pieces[i].length, "n-gram");
      });
      const all = new Set([...sets[0], ...sets[1]]).size;
      this.verdict.replaceChildren(
        `The two words share ${shared.length} of ${several(all, "different n-gram")}`,
        shared.length ? ": " : ".",
        ...shared.flatMap((text) => [make("b", "gram", text), " "]),
      );
      this.#clashes(pieces.flat());
    }

    #row({ text, code, bucket }, others) {
      const shared = others.has(text);
      const name = make("th", "", make("b", "gram", text), shared ? make("small", "", " shared") : "");
      name.scope = "row";
      return make("tr", shared ? "shared" : "", name, make("td", "", code), make("td", "", bucket));
    }

    /** Different n-grams in one bucket have one vector. */
    #clashes(pieces) {
      const first = new Map();
      const clashes = new Set();
      for (const { text, bucket } of pieces) {
        const other = first.get(bucket) ?? text;
        if (other !== text) clashes.add(`${other} and ${text} (${bucket})`);
        first.set(bucket, other);
      }
      const found = [...clashes].join(", ");
      const rest = `of ${this.trace.bucket.toLocaleString("en")} buckets`;
      this.clash.textContent = found
        ? `Different n-grams that fall into one ${rest}: ${found}.`
        : `No two different n-grams fall into one ${rest}.`;
    }
  }

  customElements.define("subwords-player", SubwordsPlayer);
})();
