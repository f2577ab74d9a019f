// The merges of byte-pair encoding. Step k shows the words after k merges and the pairs that are
// counted in them, the next merge first; the reader's own text is encoded beside them.
(() => {
  if (customElements.get("bpe-player")) return;
  const { make } = SequtilsPlayer;

  const SHOWN = 7; // pairs; the chosen one is always the first
  const SIGNS = { " ": "␣", "\n": "↵", "\t": "⇥" };
  const spelled = (token) => token.replace(/[ \n\t]/g, (sign) => SIGNS[sign]);

  class BPEPlayer extends SequtilsPlayer {
    get count() {
      return this.trace.steps.length;
    }

    build(view) {
      const { steps, tokenizer } = this.trace;
      const start = steps[0].words.map(([tokens, n]) => [Array.from(tokens.join("")), n]);
      this.states = [start, ...steps.map((step) => step.words)];
      const merges = steps.map((step) => step.chosen);
      const units = new Set([" ", ...start.flatMap(([tokens]) => tokens)]);
      const own = { merges, units, level: "characters", pattern: "plain" };
      this.encoder = new SequtilsBPE(tokenizer ?? own);
      this.words = make("ul", "words");
      this.pairs = make("ol", "pairs");
      // Room for the longest list, so that nothing below it jumps.
      const rows = Math.max(...steps.map((step) => Math.min(step.pairs.length, SHOWN + 1)));
      this.pairs.style.setProperty("--rows", rows);
      this.learnt = make("ol", "learnt");
      const heading = (text) => make("p", "heading", text);
      const left = make("div", "", heading("Words, and how often each occurs"), this.words);
      const right = make("div", "", heading("Pairs counted in them"), this.pairs);
      const below = make("div", "wide", heading("Merges so far"), this.learnt);
      view.classList.add("columns");
      view.append(left, right, below);
    }

    /** The field for the reader's own text stands outside the frame, whose arrow keys it needs. */
    foot() {
      const label = make("label", "heading", "Your own text");
      this.field = make("input", "field");
      Object.assign(this.field, { type: "text", maxLength: 400, value: this.trace.text });
      Object.assign(this.field, { spellcheck: false, autocomplete: "off" });
      this.field.addEventListener("input", () => {
        this.tally.setAttribute("aria-live", "polite");
        this.#encode();
      });
      label.append(this.field);
      this.tokens = make("p", "tokens");
      this.tally = make("p", "note");
      return [make("div", "own", label, this.tokens, this.tally)];
    }

    show(step) {
      const { steps } = this.trace;
      const made = step > 0 ? steps[step - 1].chosen.join("") : null;
      const next = steps[step]?.chosen;
      const rows = this.states[step].map((word) => this.#word(word, made, next));
      this.words.replaceChildren(...rows);
      this.pairs.replaceChildren(...this.#counts(steps[step]?.pairs));
      const merges = steps.slice(0, step).map(({ chosen: [left, right] }) =>
        make("li", "", this.#token(left), " + ", this.#token(right)),
      );
      this.learnt.replaceChildren(...merges);
      this.tally.setAttribute("aria-live", "off"); // the caption of the step is enough
      this.#encode();
      return this.#caption(step);
    }

    #token(token, state = "") {
      return make("b", `token ${state}`.trim(), spelled(token));
    }

    #word([tokens, count], made, next) {
      const chips = tokens.map((token) => this.#token(token));
      tokens.forEach((token, i) => chips[i].classList.toggle("made", token === made));
      for (let i = 0; next && i + 1 < tokens.length; i++) {
        if (tokens[i] !== next[0] || tokens[i + 1] !== next[1]) continue;
        chips[i].classList.add("next", "left");
        chips[++i].classList.add("next", "right");
      }
      return make("li", "", make("span", "chips", ...chips), make("span", "times", `× ${count}`));
    }

    #counts(pairs) {
      if (!pairs) return [make("li", "rest", "All merges are learnt.")];
      const most = pairs[0][2];
      const rows = pairs.slice(0, SHOWN).map(([left, right, count], i) => {
        const bar = make("span", "bar");
        bar.style.setProperty("--part", count / most);
        const name = make("span", "pair", this.#token(left), " ", this.#token(right));
        return make("li", i === 0 ? "next" : "", name, bar, make("span", "times", count));
      });
      const more = pairs.length - SHOWN;
      return more > 0 ? [...rows, make("li", "rest", `and ${more} more`)] : rows;
    }

    #caption(step) {
      const { steps } = this.trace;
      if (step === 0) return ["Every word is cut into characters. The marked pair is merged next."];
      const { chosen, pairs } = steps[step - 1];
      const [left, right] = chosen;
      const times = pairs[0][2];
      return [
        this.#token(left),
        " + ",
        this.#token(right),
        " becomes ",
        this.#token(left + right, "made"),
        `: it occurred ${times === 1 ? "once" : `${times} times`}, and no pair more often.`,
      ];
    }

    #encode() {
      const text = this.field.value;
      const limit = this.trace.tokenizer ? Infinity : this.step;
      const tokens = this.encoder.tokenize(text, limit);
      const chips = tokens.map((token) => this.#token(token, token === "<unk>" ? "unknown" : ""));
      this.tokens.replaceChildren(...chips);
      const merges = Math.min(limit, this.trace.tokenizer?.merges.length ?? this.count);
      const count = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;
      const length = count(Array.from(text).length, "character");
      const parts = [count(tokens.length, "token"), "for", length, "with", count(merges, "merge")];
      this.tally.textContent = parts.join(" ");
    }
  }

  customElements.define("bpe-player", BPEPlayer);
})();
