// A walk over a graph, as sequtils.kernels.walks.reference defines it, with the reader's p and q.
// A step goes over one edge; the arrows show where the walk may go next.
(() => {
  if (customElements.get("walk-player")) return;
  const { make, draw, picture, digits } = SequtilsPlayer;

  const HEIGHT = 340;
  const MARGIN = 36;
  const RADIUS = 12;

  class WalkPlayer extends SequtilsPlayer {
    get count() {
      return this.walk.length - 1;
    }

    build(view) {
      const { p, q } = this.trace;
      Object.assign(this, { p, q, drawn: 0 });
      this.#again();
      this.graph = picture(HEIGHT, (svg, width) => this.#paint(svg, width));
      this.rows = make("tbody");
      const heads = ["next", "α", "probability"].map((text) => make("th", "", text));
      heads.forEach((head) => (head.scope = "col"));
      const table = make("table", "chances", make("thead", "", make("tr", "", ...heads)), this.rows);
      this.visits = make("p", "note");
      const left = make("div", "", this.graph);
      const right = make("div", "", table, this.visits);
      view.append(this.#dials(), make("div", "columns", left, right));
    }

    /** Sliders for p and q, each twice as large three ticks further, and a button for chance. */
    #dials() {
      const dial = (name, what) => {
        const range = make("input", "dial");
        Object.assign(range, { type: "range", min: -3, max: 3, step: 0.5 });
        range.value = Math.log2(this.trace[name]);
        const value = make("b", "value");
        const tell = () => {
          value.textContent = digits(this[name]);
          range.setAttribute("aria-valuetext", digits(this[name]));
        };
        range.addEventListener("input", () => {
          this[name] = 2 ** range.valueAsNumber;
          tell();
          this.#again();
          this.refresh();
        });
        tell();
        return make("label", "", `${name}, ${what}: `, value, range);
      };
      const button = make("button", "chance", "Another walk");
      button.type = "button";
      button.addEventListener("click", () => {
        this.drawn = (this.drawn + 1) % this.trace.draws.length;
        this.#again();
        this.refresh();
      });
      return make("div", "dials", dial("p", "against going back"), dial("q", "against going away"), button);
    }

    /** The probability of every node to come after `node`, reached from `previous` or null. */
    transition(previous, node, p, q) {
      const { nodes, indptr, indices, weights } = this.trace;
      const chances = nodes.map(() => 0);
      const near = previous === null ? null : new Set(indices.slice(indptr[previous], indptr[previous + 1]));
      for (let edge = indptr[node]; edge < indptr[node + 1]; edge++) {
        chances[indices[edge]] = weights[edge] * this.#alpha(previous, indices[edge], p, q, near);
      }
      const total = chances.reduce((sum, chance) => sum + chance, 0);
      return total > 0 ? chances.map((chance) => chance / total) : chances;
    }

    #alpha(previous, to, p, q, near) {
      if (previous === null) return 1;
      if (to === previous) return 1 / p;
      return near.has(to) ? 1 : 1 / q;
    }

    /** The nodes that a walk passes; each number in 0 … 1 decides one step. */
    pass(p, q, numbers) {
      const walk = [this.trace.start];
      for (const number of numbers) {
        const chances = this.transition(walk.at(-2) ?? null, walk.at(-1), p, q);
        let reached = 0;
        const sums = chances.map((chance) => (reached += chance));
        if (reached === 0) break; // no edge leads on
        walk.push(sums.findIndex((sum) => sum / reached > number));
      }
      return walk;
    }

    #again() {
      this.walk = this.pass(this.p, this.q, this.trace.draws[this.drawn].numbers);
    }

    show(step) {
      const { nodes, draws } = this.trace;
      this.at = this.walk[step];
      this.from = step ? this.walk[step - 1] : null;
      this.chances = this.transition(this.from, this.at, this.p, this.q);
      this.seen = nodes.map((_, i) => this.walk.slice(0, step + 1).filter((node) => node === i).length);
      this.graph.repaint();
      const onward = this.chances.flatMap((chance, i) => (chance > 0 ? [this.#row(i, chance)] : []));
      this.rows.replaceChildren(...onward);
      const met = this.seen.filter((times) => times > 0).length;
      this.visits.textContent =
        `Numbers in the graph: visits. ${met} of ${nodes.length} nodes so far, ` +
        `seed ${draws[this.drawn].seed}.`;
      return this.#caption(step);
    }

    #row(i, chance) {
      const { indptr, indices, nodes } = this.trace;
      const near = this.from === null ? null : new Set(indices.slice(indptr[this.from], indptr[this.from + 1]));
      const alpha = this.#alpha(this.from, i, this.p, this.q, near);
      const bar = make("span", "bar");
      bar.style.setProperty("--part", chance);
      const name = make("th", "", nodes[i].name);
      name.scope = "row";
      const state = i === this.from ? "back" : "";
      return make("tr", state, name, make("td", "", digits(alpha)), make("td", "", bar, digits(chance)));
    }

    #paint(svg, width) {
      const { nodes, indptr, indices } = this.trace;
      const points = nodes.map(({ name, x, y }) => ({
        x: MARGIN + x * (width - 2 * MARGIN),
        y: HEIGHT - MARGIN - y * (HEIGHT - 2 * MARGIN),
        text: name,
      }));
      const line = (a, b, state) =>
        draw("line", { x1: points[a].x, y1: points[a].y, x2: points[b].x, y2: points[b].y, class: state });
      const edges = nodes.flatMap((_, a) =>
        indices.slice(indptr[a], indptr[a + 1]).map((b) => line(a, b, "edge")),
      );
      const onward = this.chances.flatMap((chance, i) => {
        if (chance === 0) return [];
        const way = line(this.at, i, "onward");
        way.setAttribute("stroke-width", 2 + 10 * chance);
        return [way];
      });
      const most = Math.max(...this.seen);
      const marks = points.map(({ x, y }, i) => {
        const state = i === this.at ? "here" : i === this.from ? "from" : "";
        const circle = draw("circle", { cx: x, cy: y, r: RADIUS, class: state });
        circle.style.setProperty("--part", this.seen[i] / most);
        const count = this.seen[i] || "";
        return draw("g", {}, circle, draw("text", { x, y: y + 5, class: "count" }, count));
      });
      const boxes = sequtilsLabels(points, width, HEIGHT, Infinity, RADIUS);
      const names = points.map(({ text }, i) => {
        const kind = i === this.at ? "name here" : "name";
        return draw("text", { x: boxes[i].x, y: boxes[i].y + 12, class: kind }, text);
      });
      svg.replaceChildren(...edges, ...onward, ...marks, ...names);
      svg.setAttribute("aria-label", `The graph; the walk is at ${nodes[this.at].name}`);
    }

    #caption(step) {
      const { nodes } = this.trace;
      const here = `“${nodes[this.at].name}”`;
      const next = this.walk[step + 1];
      const goes = next === undefined ? " It ends here." : ` Chance sends it to “${nodes[next].name}”.`;
      if (this.from === null) return [`The walk starts at ${here}: α is 1 for every neighbour.`, goes];
      return [`The walk came from “${nodes[this.from].name}” to ${here}.`, goes];
    }
  }

  customElements.define("walk-player", WalkPlayer);
})();
