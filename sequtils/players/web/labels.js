// Where the names of points stand: beside their points, on no other name or point if there is room.
(() => {
  if (globalThis.sequtilsLabels) return;

  const LINE = 16; // pixels
  const GAP = 7; // between a point and its name
  const measure = document.createElement("canvas").getContext("2d");
  measure.font = "600 14px system-ui, sans-serif";

  const overlap = (a, b) =>
    Math.max(0, Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)) *
    Math.max(0, Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y));

  const places = ({ x, y }, w) => [
    { x: x + GAP, y: y - LINE / 2, w, h: LINE },
    { x: x - GAP - w, y: y - LINE / 2, w, h: LINE },
    { x: x - w / 2, y: y - GAP - LINE, w, h: LINE },
    { x: x - w / 2, y: y + GAP, w, h: LINE },
    { x: x + GAP / 2, y: y - GAP - LINE, w, h: LINE },
    { x: x + GAP / 2, y: y + GAP, w, h: LINE },
    { x: x - GAP / 2 - w, y: y - GAP - LINE, w, h: LINE },
    { x: x - GAP / 2 - w, y: y + GAP, w, h: LINE },
  ];

  /**
   * Boxes {x, y, w, h} for the names of points {x, y, text} in a picture, the first points served
   * first. From number `must` on, a name that finds no free place gets null.
   */
  globalThis.sequtilsLabels = (points, width, height, must = Infinity) => {
    const taken = points.map(({ x, y }) => ({ x: x - 5, y: y - 5, w: 10, h: 10 }));
    const free = (box, own) =>
      taken.reduce((sum, other, i) => sum + (i === own ? 0 : overlap(box, other)), 0) +
      box.w * box.h - overlap(box, { x: 0, y: 0, w: width, h: height });
    return points.map((point, own) => {
      const boxes = places(point, measure.measureText(point.text).width);
      const costs = boxes.map((box) => free(box, own));
      const least = Math.min(...costs);
      if (own >= must && least > 0) return null;
      const box = boxes[costs.indexOf(least)];
      taken.push(box);
      return box;
    });
  };
})();
