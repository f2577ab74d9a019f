// A window that slides over a sentence and fills the matrix of co-occurrence counts.
(() => {
  if (customElements.get("window-player")) return;
  const { make, digits } = SequtilsPlayer;

  class WindowPlayer extends SequtilsPlayer {
    get count() {
      return this.trace.steps.length;
    }

    build(view) {
      this.sentence = make("ol", "sentence window");
      this.matrix = make("table", "matrix");
      const heading = make("p", "heading", "Row: the word in the middle. Column: its neighbour.");
      view.append(this.sentence, heading, make("div", "scroll", this.matrix));
      const { words, steps } = this.trace;
      this.most = Math.max(...steps.at(-1).matrix.flat());
      const corner = make("td");
      const head = make("tr", "", corner, ...words.map((word) => this.#heading(word, "col")));
      this.cells = words.map((word) => words.map(() => make("td")));
      const heads = words.map((word) => this.#heading(word, "row"));
      this.rows = heads.map((head, i) => make("tr", "", head, ...this.cells[i]));
      this.matrix.append(make("thead", "", head), make("tbody", "", ...this.rows));
    }

    show(step) {
      const { sentence, words, steps } = this.trace;
      const now = steps[step - 1];
      const weight = new Map(now?.neighbours.map((near) => [near.position, near.weight]));
      const chips = sentence.map((word, i) => this.#chip(word, i === now?.position, weight.get(i)));
      this.sentence.replaceChildren(...chips);
      const before = steps[step - 2]?.matrix;
      this.rows.forEach((row, i) => row.classList.toggle("here", i === now?.row));
      this.cells.forEach((row, i) =>
        row.forEach((cell, j) => {
          const value = now?.matrix[i][j] ?? 0;
          cell.textContent = digits(value);
          cell.classList.toggle("zero", value === 0);
          cell.classList.toggle("changed", value !== (before?.[i][j] ?? 0));
          cell.style.setProperty("--part", this.most > 0 ? value / this.most : 0);
        }),
      );
      return this.#caption(now);
    }

    #heading(word, scope) {
      const cell = make("th", "", make("span", "", word));
      cell.scope = scope;
      return cell;
    }

    #chip(word, here, weight) {
      const near = weight !== undefined;
      const label = here ? "middle" : near ? `+${digits(weight)}` : "";
      const state = here ? "here" : near ? "near" : "";
      const chip = make("li", state, make("span", "word", word), make("small", "", label));
      if (here) chip.setAttribute("aria-current", "step");
      return chip;
    }

    #caption(now) {
      if (!now) return ["Nothing is counted yet. The window will stop at every word."];
      if (!now.neighbours.length) return [`“${now.word}” has no neighbour in its window.`];
      const added = now.neighbours.map(({ word, weight }) => `“${word}” ${digits(weight)}`);
      return [`The row of “${now.word}” grows: ${added.join(", ")}.`];
    }
  }

  customElements.define("window-player", WindowPlayer);
})();
