// The way to a word in Huffman's tree. A step passes one inner node; the root is on the left, the
// words stand on the right.
(() => {
  if (customElements.get("huffman-player")) return;
  const { make, draw, picture, digits } = SequtilsPlayer;

  const ROW = 26; // pixels
  const RADIUS = 4.5;

  class HuffmanPlayer extends SequtilsPlayer {
    get count() {
      return this.trace.words[this.chosen].code.length;
    }

    build(view) {
      const { words, root } = this.trace;
      this.chosen = words.reduce((far, { code }, i) => (code.length > words[far].code.length ? i : far), 0);
      this.depth = Math.max(...words.map(({ code }) => code.length));
      this.order = []; // of the words, from top to bottom
      this.places = new Map(); // of nodes and words: their row and how deep they hang
      this.#settle(["node", root], 0);
      this.tree = picture(ROW * words.length, (svg, width) => this.#paint(svg, width));
      this.leaves = make("ol", "leaves");
      this.product = make("p", "product");
      this.total = make("p", "total");
      view.append(this.#choice(), make("div", "tree", this.tree, this.leaves), this.total, this.product);
    }

    #choice() {
      const { words } = this.trace;
      const select = make("select", "choice");
      select.append(
        ...words.map(({ word }, i) => {
          const option = make("option", "", word);
          option.value = i;
          return option;
        }),
      );
      select.value = this.chosen;
      select.addEventListener("change", () => {
        this.chosen = Number(select.value);
        this.step = this.count;
      });
      return make("label", "heading", "The way to ", select);
    }

    /** Give every word a row, and an inner node the middle of its children's. */
    #settle([kind, number], depth) {
      const id = `${kind} ${number}`;
      if (kind === "word") {
        this.places.set(id, { row: this.order.push(number) - 1, depth });
      } else {
        const { children } = this.trace.nodes[number];
        const rows = children.map((child) => this.#settle(child, depth + 1));
        this.places.set(id, { row: (rows[0] + rows[1]) / 2, depth });
      }
      return this.places.get(id).row;
    }

    show(step) {
      this.word = this.trace.words[this.chosen];
      this.at = step;
      this.tree.repaint();
      const rows = this.order.map((i) => this.#leaf(i, step));
      this.leaves.replaceChildren(...rows);
      const sum = this.trace.words.reduce((all, { probability }) => all + probability, 0);
      this.total.replaceChildren("all words together: ", make("b", "", digits(sum)));
      const factors = this.word.factors.slice(0, step);
      const value = factors.reduce((all, factor) => all * factor, 1);
      const so = step < this.count ? " so far" : "";
      const times = factors.length > 1 ? `${factors.map(digits).join(" × ")} = ` : "";
      this.product.replaceChildren(
        `P(${this.word.word}) = ${times}`,
        make("b", "value", digits(value)),
        so,
      );
      return this.#caption(step, value);
    }

    /** Whether a word is still below the node that the walk has reached. */
    #below({ code }, step) {
      return this.word.code.slice(0, step).every((turn, i) => turn === code[i]);
    }

    #leaf(i, step) {
      const { word, code, probability } = this.trace.words[i];
      const bar = make("span", "bar");
      bar.style.setProperty("--part", probability);
      const state = i === this.chosen ? "chosen" : this.#below({ code }, step) ? "below" : "off";
      const parts = [word, code.join(""), digits(probability)];
      const spans = parts.map((part, k) => make("span", ["name", "code", "chance"][k], part));
      const leaf = make("li", state, ...spans, bar);
      if (i === this.chosen) leaf.setAttribute("aria-current", "true");
      return leaf;
    }

    #paint(svg, width) {
      const gap = (width - 4 * RADIUS) / this.depth;
      const at = ([kind, number]) => {
        const { row, depth } = this.places.get(`${kind} ${number}`);
        return { x: 2 * RADIUS + gap * depth, y: ROW * (row + 0.5) };
      };
      const passed = this.word.path.slice(0, this.at);
      const edges = [];
      const marks = [];
      for (const { node, left, children } of this.trace.nodes) {
        const from = at(["node", node]);
        const turn = this.word.code[passed.indexOf(node)];
        children.forEach((child, side) => {
          const to = at(child);
          const taken = passed.includes(node) && turn === 1 - side;
          const bend = (from.x + to.x) / 2;
          const d = `M${from.x} ${from.y}C${bend} ${from.y} ${bend} ${to.y} ${to.x} ${to.y}`;
          const edge = draw("path", { d, class: taken ? "edge taken" : "edge" });
          const chance = side ? 1 - left : left;
          edge.append(draw("title", {}, `${side ? "right 0" : "left 1"}: ${digits(chance)}`));
          edges.push(edge);
          if (child[0] === "word") {
            const d = `M${to.x} ${to.y}H${width}`;
            edges.push(draw("path", { d, class: taken ? "lead taken" : "lead" }));
          }
        });
        const here = node === this.word.path[this.at];
        const state = here ? "here" : passed.includes(node) ? "passed" : "";
        marks.push(draw("circle", { cx: from.x, cy: from.y, r: RADIUS, class: state }));
      }
      edges.sort((a, b) => a.classList.contains("taken") - b.classList.contains("taken"));
      svg.replaceChildren(...edges, ...marks);
      svg.setAttribute("aria-label", `Huffman's tree; the way to ${this.word.word}`);
    }

    #caption(step, value) {
      const { words, nodes } = this.trace;
      const { word, path, code, factors } = this.word;
      const left = words.filter((other) => this.#below(other, step)).length;
      if (step === 0) {
        return [`The way to “${word}” starts at the root, above all ${left} words. What is its first turn?`];
      }
      const { score } = nodes[path[step - 1]];
      const turn = code[step - 1] ? "left, code 1" : "right, code 0";
      const sign = code[step - 1] ? "" : "1 − ";
      return [
        `The walk turns ${turn}, with probability ${sign}σ(${digits(score)}) = ` +
          `${digits(factors[step - 1])}. `,
        left === 1 ? `It has arrived at “${word}”.` : `Below are ${left} words; together they have ${digits(value)}.`,
      ];
    }
  }

  customElements.define("huffman-player", HuffmanPlayer);
})();
