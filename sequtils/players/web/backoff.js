// Which order of an n-gram model answered. A step asks one order about one word, the longest
// history first; a word is done when nothing is left to give to shorter histories.
(() => {
  if (customElements.get("backoff-player")) return;
  const { make, digits } = SequtilsPlayer;

  const quoted = (words) => `“${words.join(" ")}”`;
  const times = (count) => (count === 1 ? "once" : `${count.toLocaleString("en")} times`);

  class BackoffPlayer extends SequtilsPlayer {
    get count() {
      return this.moves.length;
    }

    build(view) {
      // The steps: [word, line of its `orders`] for every order that is asked.
      this.moves = this.trace.flatMap(({ orders }, word) =>
        orders.flatMap(({ weight }, line) => (weight > 0 || line === 0 ? [[word, line]] : [])),
      );
      this.sentence = make("ol", "sentence");
      this.ladder = make("ol", "ladder");
      this.sum = make("p", "sum");
      view.append(this.sentence, this.ladder, this.sum);
    }

    show(step) {
      const [word, line] = step > 0 ? this.moves[step - 1] : [0, -1];
      const answer = this.trace[word];
      const { orders } = answer;
      const asked = orders.filter(({ weight }, i) => i <= line && (weight > 0 || i === 0));
      const done = !this.moves.some(([w, l]) => w === word && l > line);
      this.sentence.replaceChildren(...this.trace.map((one, i) => this.#chip(one, i, word, done)));
      const rows = orders.map((order, i) => this.#row(order, i, line, done, answer));
      this.ladder.replaceChildren(...rows);
      const total = asked.reduce((sum, { share }) => sum + share, 0);
      const history = answer.history.length ? ` | ${answer.history.join(" ")}` : "";
      this.sum.replaceChildren(
        `P(${answer.word}${history}) = `,
        make("b", "total", digits(done ? answer.probability : total)),
        done ? "" : " so far",
      );
      return this.#caption(orders[line], answer);
    }

    #chip(answer, i, word, done) {
      const known = i < word || (i === word && done);
      const state = i === word ? "here" : known ? "known" : "";
      const label = known ? `order ${answer.answered}` : i === word ? "asking" : "";
      const chip = make("li", state, make("span", "word", answer.word), make("small", "", label));
      if (i === word) chip.setAttribute("aria-current", "step");
      return chip;
    }

    #row(order, i, line, done, answer) {
      const { history, count, history_count: total, own, weight, share } = order;
      const asked = i <= line && (weight > 0 || i === 0);
      const classes = [asked ? "asked" : "open", i === line ? "here" : ""];
      if (asked && order.order === answer.answered) classes.push("answered");
      const bar = make("span", "bar");
      const part = asked && answer.probability > 0 ? share / answer.probability : 0;
      bar.style.setProperty("--part", part);
      const product = `${digits(weight)} × ${digits(own)} = ${digits(share)}`;
      const evidence = total === null ? "any word at all" : `seen ${count} of ${total}`;
      const skipped = done ? "not asked" : "";
      return make(
        "li",
        classes.join(" "),
        make("span", "order", `order ${order.order}`),
        make("span", "gram", ...history.flatMap((w) => [w, " "]), make("b", "", answer.word)),
        make("span", "evidence", asked ? evidence : skipped),
        make("span", "product", asked ? product : ""),
        bar,
      );
    }

    #caption(line, answer) {
      if (!line) return ["Each word is looked up with its longest history first."];
      const { order, history, count, history_count: total, share } = line;
      if (order === 0) {
        return [`Order 0 knows no counts: every word gets the same, and adds ${digits(share)}.`];
      }
      const after = history.length ? ` after ${quoted(history)}` : "";
      const word = `${quoted([answer.word])}${after}`;
      let verdict = `has never seen the history ${quoted(history)}`;
      if (total > 0) verdict = `has never seen ${word}`;
      if (count > 0) verdict = `has seen ${word}, ${times(count)} of ${total.toLocaleString("en")}`;
      const shorter = answer.orders.slice(answer.orders.indexOf(line) + 1);
      const left = shorter.some(({ weight }) => weight > 0);
      const gives = share > 0 ? ` It adds ${digits(share)}` : " It adds nothing";
      return [`Order ${order} ${verdict}.`, gives, left ? " and asks a shorter history." : "."];
    }
  }

  customElements.define("backoff-player", BackoffPlayer);
})();
