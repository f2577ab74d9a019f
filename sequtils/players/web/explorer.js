// Neighbours and analogies of some thousand words, and a map of them, all in the page.
(() => {
  if (customElements.get("explorer-player")) return;
  const { make, draw, picture } = SequtilsCard;

  const HEIGHT = 380;
  const MARGIN = 14;
  const NEAR = 10; // answers to a question
  const NAMED = 40; // further words with names when the map is enlarged
  const ZOOMS = [1, 2, 4];
  const fixed = (x) => x.toFixed(2).replace("-", "−");

  class ExplorerPlayer extends SequtilsCard {
    content(title) {
      this.vectors = new SequtilsEmbedding(this.trace);
      this.asked = []; // rows of the words in question
      this.answers = []; // [row, cosine]
      this.zoom = 1;
      this.list = make("datalist");
      this.list.id = "words";
      this.verdict = make("p", "caption");
      this.verdict.setAttribute("aria-live", "polite");
      this.near = make("ol", "near");
      this.map = picture(HEIGHT, (svg, width) => this.#paint(svg, width));
      this.map.addEventListener("click", (event) => this.#pick(event));
      const left = make("div", "", this.map, this.#zooms());
      const right = make("div", "", this.verdict, this.near);
      return [title, this.list, this.#forms(), make("div", "columns", left, right)];
    }

    refresh() {
      this.#neighbours();
    }

    #forms() {
      const { word, analogy } = this.trace;
      this.word = this.#field("Neighbours of", word, () => this.#neighbours());
      const ask = () => this.#analogy();
      const names = ["", "is to", "as"];
      this.question = analogy.map((own, i) => this.#field(names[i], own, ask));
      this.question.forEach((field, i) => field.setAttribute("aria-label", `${"abc"[i]} in a : b :: c : ?`));
      this.exclude = Object.assign(make("input"), { type: "checkbox", checked: true });
      this.exclude.addEventListener("change", ask);
      const label = make("label", "check", this.exclude, " leave these three out of the answers");
      const button = Object.assign(make("button", "ask", "Answer"), { type: "button" });
      button.addEventListener("click", ask);
      const parts = this.question.map((field) => field.parentNode);
      return make(
        "div",
        "forms",
        make("div", "form", this.word.parentNode),
        make("div", "form", ...parts, make("span", "", "is to …?"), button, label),
      );
    }

    #field(name, value, act) {
      const field = Object.assign(make("input", "field"), { type: "text", value, maxLength: 40 });
      Object.assign(field, { spellcheck: false, autocomplete: "off", autocapitalize: "off" });
      field.setAttribute("list", "words");
      field.addEventListener("input", () => {
        const start = field.value.trim().toLowerCase();
        const alike = this.trace.words.filter((word) => word.toLowerCase().startsWith(start));
        this.list.replaceChildren(...alike.slice(0, 12).map((word) => make("option", "", word)));
        if (this.vectors.ids.has(field.value.trim())) act();
      });
      field.addEventListener("keydown", (event) => event.key === "Enter" && act());
      make("label", "", name, " ", field);
      return field;
    }

    #zooms() {
      const buttons = ZOOMS.map((zoom) => {
        const button = Object.assign(make("button", "ask", `${zoom}×`), { type: "button" });
        button.setAttribute("aria-pressed", zoom === 1);
        button.addEventListener("click", () => {
          this.zoom = zoom;
          buttons.forEach((one) => one.setAttribute("aria-pressed", one === button));
          this.map.repaint();
        });
        return button;
      });
      return make("p", "zooms", "Enlarge: ", ...buttons);
    }

    /** The rows of the words in some fields, or null, and the reader is told. */
    #rows(fields) {
      const typed = fields.map(({ value }) => value.trim());
      const strange = typed.find((word) => !this.vectors.ids.has(word));
      if (strange === undefined) return typed.map((word) => this.vectors.ids.get(word));
      const count = this.trace.words.length.toLocaleString("en");
      this.verdict.textContent = `“${strange}” is not among the ${count} words.`;
      return null;
    }

    #neighbours() {
      const rows = this.#rows([this.word]);
      if (!rows) return;
      this.#show(rows, this.vectors.neighbours(rows[0], NEAR), `Nearest to “${this.#name(rows[0])}”`);
    }

    #analogy() {
      const rows = this.#rows(this.question);
      if (!rows) return;
      const [a, b, c] = rows.map((row) => this.#name(row));
      const answers = this.vectors.analogy(...rows, NEAR, this.exclude.checked);
      this.#show(rows, answers, `“${a}” is to “${b}” as “${c}” is to`);
    }

    #name(row) {
      return this.trace.words[row];
    }

    #show(asked, answers, heading) {
      Object.assign(this, { asked, answers });
      const first = answers.length ? `“${this.#name(answers[0][0])}”` : "no other word";
      this.verdict.replaceChildren(`${heading}: `, make("b", "", first));
      this.near.replaceChildren(
        ...answers.map(([row, cosine]) => {
          const button = Object.assign(make("button", "word", this.#name(row)), { type: "button" });
          button.addEventListener("click", () => this.choose(row));
          const bar = make("span", "bar");
          bar.style.setProperty("--part", Math.max(0, cosine));
          return make("li", asked.includes(row) ? "asked" : "", button, bar, make("span", "times", fixed(cosine)));
        }),
      );
      this.map.repaint();
    }

    /** Ask for the neighbours of a word. */
    choose(row) {
      const within = this.near.contains(this.shadowRoot.activeElement);
      this.word.value = this.#name(row);
      this.#neighbours();
      if (within) this.near.querySelector("button")?.focus();
    }

    #places(width) {
      const { map } = this.vectors;
      const at = (row) => [map[2 * row] / 255, 1 - map[2 * row + 1] / 255];
      const centre = this.zoom > 1 ? at(this.asked.at(-1)) : [0.5, 0.5];
      const room = [width - 2 * MARGIN, HEIGHT - 2 * MARGIN];
      return this.trace.words.map((_, row) => {
        const [x, y] = at(row).map((u, axis) => room[axis] * (0.5 + this.zoom * (u - centre[axis])));
        return { x: x + MARGIN, y: y + MARGIN, row };
      });
    }

    #paint(svg, width) {
      this.places = this.#places(width).filter(({ x, y }) => x >= 0 && x <= width && y >= 0 && y <= HEIGHT);
      const dots = this.places.map(({ x, y }) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join("");
      const answers = this.answers.map(([row]) => row).filter((row) => !this.asked.includes(row));
      const marked = [...new Set([...this.asked, ...answers])];
      const shown = new Map(this.places.map((place) => [place.row, place]));
      const rest = this.zoom > 1 ? this.places.filter(({ row }) => !marked.includes(row)) : [];
      const named = [...marked.map((row) => shown.get(row)).filter(Boolean), ...rest.slice(0, NAMED)];
      const points = named.map((place) => ({ ...place, text: this.#name(place.row) }));
      const boxes = sequtilsLabels(points, width, HEIGHT, marked.length);
      const kind = ({ row }) => {
        if (this.asked.includes(row)) return "asked";
        return marked.includes(row) ? "answer" : "other";
      };
      const marks = points.map((p) => draw("circle", { cx: p.x, cy: p.y, r: kind(p) === "other" ? 2 : 5, class: kind(p) }));
      const texts = points.flatMap((p, i) =>
        boxes[i] ? [draw("text", { x: boxes[i].x, y: boxes[i].y + 12, class: kind(p) }, p.text)] : [],
      );
      svg.replaceChildren(draw("path", { d: dots, class: "dots" }), ...marks, ...texts);
      const names = this.asked.map((row) => this.#name(row)).join(", ");
      const label = `Map of ${this.trace.words.length} words; marked: ${names} and the words in the list`;
      svg.setAttribute("aria-label", label);
    }

    #pick({ clientX, clientY }) {
      const { left, top } = this.map.getBoundingClientRect();
      const far = ({ x, y }) => Math.hypot(x - clientX + left, y - clientY + top);
      this.choose(this.places.reduce((a, b) => (far(b) < far(a) ? b : a)).row);
    }
  }

  customElements.define("explorer-player", ExplorerPlayer);
})();
