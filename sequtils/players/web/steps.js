// What moves from step to step: controls, keys, the caption that is read aloud.
//
// A subclass says how many steps there are (`count`), builds its view once (`build`), and shows a
// step in it (`show`), for which it returns the caption. What stands outside the frame, whose arrow
// keys it needs, it makes in `foot`.
(() => {
  if (globalThis.SequtilsPlayer) return;

  const PAUSE = 1400; // milliseconds a step stays while playing
  const ICONS = {
    first: "M6 5v14M18 5l-8 7 8 7",
    back: "M15.5 5l-8 7 8 7",
    play: "M8 5.5 18 12 8 18.5Z",
    pause: "M8 5v14M16 5v14",
    next: "M8.5 5l8 7-8 7",
    last: "M18 5v14M6 5l8 7-8 7",
  };
  const BUTTONS = [
    ["first", "First step"],
    ["back", "One step back"],
    ["play", "Play"],
    ["next", "Next step"],
    ["last", "Last step"],
  ];
  const KEYS = {
    ArrowLeft: "back",
    ArrowDown: "back",
    ArrowRight: "next",
    ArrowUp: "next",
    Home: "first",
    End: "last",
  };

  globalThis.SequtilsPlayer = class extends SequtilsCard {
    disconnectedCallback() {
      this.#pause();
    }

    get step() {
      return this.#step;
    }

    set step(value) {
      if (!this.shadowRoot) return;
      this.#step = Math.min(Math.max(Math.round(value) || 0, 0), this.count);
      this.refresh();
    }

    #step = 0;
    #timer = null;
    #parts = {};

    get tableName() {
      return "All steps as a table";
    }

    content(title) {
      const { make } = SequtilsPlayer;
      const frame = make("section", "frame");
      frame.tabIndex = 0;
      frame.setAttribute("role", "group");
      frame.setAttribute("aria-label", `${this.dataset.title}, step by step; arrow keys move`);
      frame.addEventListener("keydown", (event) => this.#press(event));
      const view = make("div", "view");
      this.build(view);
      const caption = make("p", "caption");
      caption.setAttribute("aria-live", "polite");
      caption.setAttribute("aria-atomic", "true");
      this.#parts = { caption, ...this.#controls() };
      frame.append(title, this.#parts.controls, caption, view);
      return [frame, ...(this.foot?.() ?? [])];
    }

    #controls() {
      const { make } = SequtilsPlayer;
      const buttons = Object.fromEntries(
        BUTTONS.map(([name, label]) => {
          const button = make("button", name);
          button.type = "button";
          button.addEventListener("click", () => this.#go(name));
          this.#label(button, name, label);
          return [name, button];
        }),
      );
      const range = make("input", "range");
      Object.assign(range, { type: "range", min: 0, step: 1 });
      range.setAttribute("aria-label", "Step");
      range.addEventListener("input", () => {
        this.#pause();
        this.step = range.valueAsNumber;
      });
      const place = make("span", "place");
      place.setAttribute("aria-hidden", "true"); // the caption says it
      const group = make("div", "buttons", ...Object.values(buttons));
      return { buttons, range, place, controls: make("div", "controls", group, range, place) };
    }

    #label(button, icon, label) {
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      svg.setAttribute("viewBox", "0 0 24 24");
      svg.setAttribute("aria-hidden", "true");
      const path = document.createElementNS(svg.namespaceURI, "path");
      path.setAttribute("d", ICONS[icon]);
      svg.append(path);
      button.replaceChildren(svg);
      button.setAttribute("aria-label", label);
      button.title = label;
    }

    #press(event) {
      if (event.altKey || event.ctrlKey || event.metaKey || !KEYS[event.key]) return;
      if (event.target.matches("select, input:not(.range)")) return; // they need the keys
      event.preventDefault();
      this.#go(KEYS[event.key]);
    }

    #go(where) {
      if (where === "play" && this.#timer === null) return this.#play();
      this.#pause();
      const steps = { first: 0, back: this.step - 1, next: this.step + 1, last: this.count };
      if (where in steps) this.step = steps[where];
    }

    #play() {
      if (this.step === this.count) this.step = 0;
      this.#label(this.#parts.buttons.play, "pause", "Pause");
      this.#parts.caption.setAttribute("aria-live", "off"); // a film is not read aloud
      this.#timer = setInterval(() => {
        this.step += 1;
        if (this.step === this.count) this.#pause();
      }, PAUSE);
    }

    #pause() {
      if (this.#timer === null) return;
      clearInterval(this.#timer);
      this.#timer = null;
      this.#label(this.#parts.buttons.play, "play", "Play");
      this.#parts.caption.setAttribute("aria-live", "polite");
    }

    refresh() {
      const { make } = SequtilsPlayer;
      const { buttons, range, place, caption } = this.#parts;
      const end = this.count;
      const at = (this.#step = Math.min(this.#step, end));
      for (const name of ["first", "back"]) buttons[name].setAttribute("aria-disabled", at === 0);
      for (const name of ["next", "last"]) buttons[name].setAttribute("aria-disabled", at === end);
      range.max = end;
      range.value = at;
      range.style.setProperty("--played", `${(100 * at) / Math.max(end, 1)}%`);
      range.setAttribute("aria-valuetext", `step ${at} of ${end}`);
      place.textContent = `${at} / ${end}`;
      const words = this.show(at);
      caption.replaceChildren(make("span", "spoken", `Step ${at} of ${end}. `), ...words);
    }
  };
})();
