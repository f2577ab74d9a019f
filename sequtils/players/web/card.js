// What every player is: an element that holds, as the page is loaded, a <style>, a table and data
// as JSON. This script shows the data in a card instead, and keeps the table one click away.
//
// A subclass makes its parts once (`content`, given the title) and fills them (`refresh`). Text
// enters the page as text only.
(() => {
  if (globalThis.SequtilsCard) return;

  const add = (element, children) =>
    element.append(...children.map((child) => (child instanceof Node ? child : String(child))));

  globalThis.SequtilsCard = class extends HTMLElement {
    /** Make an element: `make("td", "count", 3)`; children are elements or become text. */
    static make(tag, className = "", ...children) {
      const element = document.createElement(tag);
      if (className) element.className = className;
      add(element, children);
      return element;
    }

    /** Make an element of a picture: `draw("circle", { r: 3 })`. */
    static draw(tag, attributes = {}, ...children) {
      const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      add(element, children);
      return element;
    }

    /** A picture whose unit is the pixel: `paint(svg, width)` fills it at every new width. */
    static picture(height, paint) {
      const svg = SequtilsCard.draw("svg", { class: "picture", role: "img", height });
      svg.repaint = () => {
        const { width } = svg.getBoundingClientRect();
        if (width > 0) paint(svg, width);
      };
      let last = 0;
      new ResizeObserver(([{ contentRect }]) => {
        if (contentRect.width !== last) svg.repaint();
        last = contentRect.width;
      }).observe(svg);
      return svg;
    }

    /** Write a number with three significant digits and no more zeros than it needs. */
    static digits(value) {
      return String(Number(value.toPrecision(3))).replace(/^-/, "−");
    }

    connectedCallback() {
      if (this.shadowRoot) return;
      // A second player on a page is met by the parser before its data is there.
      if (document.readyState === "loading") {
        document.addEventListener("DOMContentLoaded", () => this.#start(), { once: true });
      } else {
        this.#start();
      }
    }

    get tableName() {
      return "The same as a table";
    }

    #start() {
      if (this.shadowRoot || !this.isConnected) return;
      const { make } = SequtilsCard;
      this.trace = JSON.parse(this.querySelector(":scope > script").textContent);
      const style = make("style", "", this.querySelector(":scope > style").textContent);
      const details = make("details", "", make("summary", "", this.tableName));
      details.append(make("div", "scroll", document.createElement("slot")));
      const title = make("p", "title", this.dataset.title);
      const card = make("div", "card", ...this.content(title), details);
      this.attachShadow({ mode: "open" }).append(style, card);
      this.refresh();
    }
  };
})();
