// One update of skip-gram with negative sampling after another. Each takes two steps: the question,
// with scores and errors, and the move that follows from them.
(() => {
  if (customElements.get("update-player")) return;
  const { make, draw, picture, digits } = SequtilsPlayer;

  const HEIGHT = 300;
  const MARGIN = 34;
  const FACTORS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
  const fixed = (x) => x.toFixed(2).replace("-", "−");
  const apart = ([a, b], [c, d]) => Math.hypot(a - c, b - d);

  /** Points on a line, at most eight pixels from one to the next, the first of them left out. */
  const along = (from, to) => {
    const parts = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 8);
    const at = (part) => ({ x: from.x + part * (to.x - from.x), y: from.y + part * (to.y - from.y) });
    return Array.from({ length: parts }, (_, i) => at((i + 1) / parts));
  };

  class UpdatePlayer extends SequtilsPlayer {
    get count() {
      return 2 * this.trace.steps.length - 1;
    }

    build(view) {
      this.plane = picture(HEIGHT, (svg, width) => this.#paint(svg, width));
      this.note = make("p", "note");
      this.rows = make("tbody");
      const names = ["word", "label", "score", "σ", "error", "score then"];
      const heads = names.map((name) => make("th", "", name));
      heads.forEach((head) => (head.scope = "col"));
      const questions = make("table", "questions", make("thead", "", make("tr", "", ...heads)));
      questions.append(this.rows);
      this.loss = make("p", "loss");
      view.append(this.plane, this.note, make("div", "scroll", questions), this.loss);
    }

    show(step) {
      this.now = this.trace.steps[Math.floor(step / 2)];
      this.moved = step % 2 === 1;
      this.plane.repaint();
      const moves = this.#moves().some(([from, to]) => apart(from, to) > 0);
      const factor = this.moved && moves ? this.#factor() : 1;
      this.note.textContent =
        "Across: along the centre’s vector, so the dashed line is score 0. " +
        (factor > 1 ? `Arrows are ${factor} times as long as the moves.` : "");
      this.rows.replaceChildren(...this.now.rows.map((row) => this.#row(row)));
      const { loss, loss_after: after } = this.now;
      const then = this.moved ? [" → ", make("b", "after", digits(after))] : [];
      this.loss.replaceChildren("loss J = ", make("b", "before", digits(loss)), ...then);
      return this.#caption(step);
    }

    #moves() {
      const { before, after, rows } = this.now;
      return [[before, after], ...rows.map((row) => [row.before, row.after])];
    }

    /** How much longer than the moves the arrows are, that the longest is seen. */
    #factor() {
      const moves = this.#moves();
      const points = [[0, 0], ...moves.map(([from]) => from)];
      const size = Math.max(...points.flatMap((a) => points.map((b) => apart(a, b))));
      const longest = Math.max(...moves.map(([from, to]) => apart(from, to)));
      return FACTORS.findLast((factor) => factor === 1 || factor * longest < size / 3);
    }

    #paint(svg, width) {
      const factor = this.#factor();
      const moves = this.#moves().map(([[x, y], [u, v]]) => [
        [x, y],
        [x + factor * (u - x), y + factor * (v - y)],
      ]);
      const ends = [[0, 0], ...moves.flat()];
      const [xs, ys] = [0, 1].map((axis) => ends.map((end) => end[axis]));
      const [left, right, low, high] = [xs, ys].flatMap((all) => [
        Math.min(...all),
        Math.max(...all),
      ]);
      const scale = Math.min(
        (width - 3 * MARGIN) / (right - left || 1),
        (HEIGHT - 2 * MARGIN) / (high - low || 1),
      );
      const at = ([x, y]) => ({
        x: width / 2 + scale * (x - (left + right) / 2),
        y: HEIGHT / 2 - scale * (y - (low + high) / 2),
      });
      const names = [this.now.center, ...this.now.rows.map(({ word }) => word)];
      const kinds = ["centre", ...this.now.rows.map(({ label }) => (label ? "target" : "noise"))];
      const points = moves.map(([from], i) => ({ ...at(from), text: names[i] }));
      const tips = moves.map(([, to]) => at(to));
      const zero = at([0, 0]);
      const axis = draw("line", { x1: zero.x, x2: zero.x, y1: 0, y2: HEIGHT, class: "zero" });
      const spoke = draw("line", { x1: zero.x, y1: zero.y, x2: points[0].x, y2: points[0].y });
      spoke.classList.add("spoke");
      const dots = points.map(({ x, y }, i) => draw("circle", { cx: x, cy: y, r: 5, class: kinds[i] }));
      const arrows = this.moved ? points.map((from, i) => this.#arrow(from, tips[i], kinds[i])) : [];
      // A name keeps clear of the lines, too.
      const lines = [[zero, points[0]], ...points.map((from, i) => [from, tips[i]])];
      const others = lines.flatMap(([from, to]) => along(from, to).map((at) => ({ ...at, text: "" })));
      const boxes = sequtilsLabels([...points, ...others], width, HEIGHT);
      const texts = points.map(({ text }, i) =>
        draw("text", { x: boxes[i].x, y: boxes[i].y + 12, class: kinds[i] }, text),
      );
      const origin = draw("circle", { cx: zero.x, cy: zero.y, r: 2.5, class: "origin" });
      svg.replaceChildren(axis, spoke, origin, ...arrows, ...dots, ...texts);
      const what = this.moved ? "and how the update moves them" : "before the update";
      svg.setAttribute("aria-label", `The vectors of ${names.join(", ")}, ${what}`);
    }

    #arrow(from, to, kind) {
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      if (length < 1) return draw("g");
      const [u, v] = [(to.x - from.x) / length, (to.y - from.y) / length];
      const head = Math.min(8, length);
      const wing = (side) =>
        `${to.x - head * u + side * 0.5 * head * v} ${to.y - head * v - side * 0.5 * head * u}`;
      const line = `M${from.x} ${from.y}L${to.x} ${to.y}`;
      return draw("path", { d: `${line}M${wing(1)}L${to.x} ${to.y}L${wing(-1)}`, class: `arrow ${kind}` });
    }

    #row({ word, label, score, error, score_after: after }) {
      const bar = make("span", `error ${error < 0 ? "under" : "over"}`);
      bar.style.setProperty("--part", Math.abs(error));
      bar.setAttribute("role", "img");
      bar.setAttribute("aria-label", digits(error));
      const head = make("th", label ? "target" : "noise", word);
      head.scope = "row";
      const cells = [label, fixed(score), fixed(error + label)].map((text) => make("td", "", text));
      const wrong = make("td", "", bar, make("span", "figure", fixed(error)));
      const then = make("td", "after", this.moved ? fixed(after) : "");
      return make("tr", "", head, ...cells, wrong, then);
    }

    #caption(step) {
      const { center, rows, loss, loss_after: after } = this.now;
      const [target, ...noise] = rows;
      const which = `Update ${Math.floor(step / 2) + 1}`;
      if (!this.moved) {
        const names = noise.map(({ word }) => `“${word}”`).join(", ");
        return [
          `${which}: is this from the text? “${center}” with “${target.word}” is, label 1; ` +
            `with ${names} it is not, label 0.`,
        ];
      }
      const most = rows.reduce((a, b) => (Math.abs(b.error) > Math.abs(a.error) ? b : a));
      const way = most.label ? "closer to" : "away from";
      const change = after < loss ? "falls" : "rises";
      return [
        `${which}: “${most.word}” has the largest error, ${digits(most.error)}, and moves most, ` +
          `${way} “${center}”. The loss ${change} by ${digits(Math.abs(loss - after))}.`,
      ];
    }
  }

  customElements.define("update-player", UpdatePlayer);
})();
