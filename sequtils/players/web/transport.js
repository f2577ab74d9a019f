// The words of one sentence travel to those of another. A step sends one word; the width of its
// band is how much of it goes where.
(() => {
  if (customElements.get("transport-player")) return;
  const { make, draw, picture, digits } = SequtilsPlayer;

  const GAP = 12; // pixels between words
  const ROOM = 44; // for each
  const BAR = 8;

  class TransportPlayer extends SequtilsPlayer {
    get count() {
      return this.trace.source.length;
    }

    build(view) {
      const { source, target } = this.trace;
      this.height = ROOM * Math.max(source.length, target.length, 3);
      this.bands = picture(this.height, (svg, width) => this.#paint(svg, width));
      this.trips = make("ol", "trips");
      this.sum = make("p", "sum");
      view.append(this.bands, this.trips, this.sum);
    }

    show(step) {
      this.sent = step;
      this.bands.repaint();
      const { flows, source, target, distance } = this.trace;
      const gone = flows.filter(({ from }) => from < step);
      this.trips.replaceChildren(
        ...gone.map(({ from, to, mass, cost }) =>
          make(
            "li",
            from === step - 1 ? "here" : "",
            make("span", "ends", source[from].word, " → ", target[to].word),
            make("span", "times", `${digits(mass)} × ${digits(cost)} = ${digits(mass * cost)}`),
          ),
        ),
      );
      const total = gone.reduce((sum, { mass, cost }) => sum + mass * cost, 0);
      const done = step === this.count;
      this.sum.replaceChildren(
        done ? "distance " : "cost so far ",
        make("b", "total", digits(done ? distance : total)),
      );
      return this.#caption(step);
    }

    /** The top and the height of every word's bar. */
    #bars(words) {
      const { source, target } = this.trace;
      const scale = this.height - GAP * (Math.max(source.length, target.length) - 1);
      const used = scale + GAP * (words.length - 1);
      let y = (this.height - used) / 2;
      return words.map(({ share }) => {
        const bar = { y, height: share * scale, scale };
        y += bar.height + GAP;
        return bar;
      });
    }

    #paint(svg, width) {
      const { source, target, flows } = this.trace;
      const [left, right] = [this.#bars(source), this.#bars(target)];
      const most = (words) => Math.max(...words.map(({ word }) => word.length));
      const margin = Math.min(0.3 * width, 8.2 * Math.max(most(source), most(target)) + 22);
      const ends = [margin, width - margin];
      const middle = width / 2;
      const filled = [left.map(() => 0), right.map(() => 0)];
      const bands = flows.map(({ from, to, mass }) => {
        const wide = mass * left[from].scale;
        const [y, v] = [left[from].y + filled[0][from], right[to].y + filled[1][to]];
        filled[0][from] += wide;
        filled[1][to] += wide;
        const there = `C${middle} ${y} ${middle} ${v} ${ends[1]} ${v}`;
        const back = `C${middle} ${v + wide} ${middle} ${y + wide} ${ends[0]} ${y + wide}`;
        const d = `M${ends[0]} ${y}${there}V${v + wide}${back}Z`;
        const state = from === this.sent - 1 ? "here" : from < this.sent ? "gone" : "";
        return draw("path", { d, class: `band ${state}` });
      });
      bands.sort((a, b) => a.classList.contains("here") - b.classList.contains("here"));
      const words = (all, bars, x, side) =>
        all.flatMap(({ word }, i) => {
          const { y, height } = bars[i];
          const here = side < 0 && i === this.sent - 1 ? "here" : "";
          const at = { x: x + side * (BAR + 6), y: y + height / 2 + 5, class: here };
          const anchor = side < 0 ? "end" : "start";
          return [
            draw("rect", { x: side < 0 ? x - BAR : x, y, width: BAR, height, class: here }),
            draw("text", { ...at, "text-anchor": anchor }, word),
          ];
        });
      svg.replaceChildren(
        ...bands,
        ...words(source, left, ends[0], -1),
        ...words(target, right, ends[1], 1),
      );
      svg.setAttribute("aria-label", "Bands from the words of the first sentence to those of the second");
    }

    #caption(step) {
      const { source, target, flows, distance, bound } = this.trace;
      if (step === 0) return ["Each word is a share of its sentence. Where will it go?"];
      const own = flows.filter(({ from }) => from === step - 1);
      const far = own.map(({ to, cost }) => `“${target[to].word}”, ${digits(cost)} away`);
      const parts = [`“${source[step - 1].word}” goes to ${far.join(", and to ")}.`];
      if (step === this.count) {
        parts.push(` The whole costs ${digits(distance)}; the relaxed bound is ${digits(bound)}.`);
      }
      return parts;
    }
  }

  customElements.define("transport-player", TransportPlayer);
})();
