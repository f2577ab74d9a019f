// Where the names of points stand: beside their points, on no other name or point if there is room.
(() => {
  if (globalThis.sequtilsLabels) return;

  const LINE = 16; // pixels
  const measure = document.createElement("canvas").getContext("2d");
  measure.font = "600 14px system-ui, sans-serif";

  const overlap = (a, b) =>
    Math.max(0, Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)) *
    Math.max(0, Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y));

  const places = ({ x, y }, w, gap) => [
    { x: x + gap, y: y - LINE / 2, w, h: LINE },
    { x: x - gap - w, y: y - LINE / 2, w, h: LINE },
    { x: x - w / 2, y: y - gap - LINE, w, h: LINE },
    { x: x - w / 2, y: y + gap, w, h: LINE },
    { x: x + gap / 2, y: y - gap - LINE, w, h: LINE },
    { x: x + gap / 2, y: y + gap, w, h: LINE },
    { x: x - gap / 2 - w, y: y - gap - LINE, w, h: LINE },
    { x: x - gap / 2 - w, y: y + gap, w, h: LINE },
  ];

  /**
   * Boxes {x, y, w, h} for the names of points {x, y, text} in a picture, the first points served
   * first. From number `must` on, a name that finds no free place gets null.
   */
  globalThis.sequtilsLabels = (points, width, height, must = Infinity, radius = 5) => {
    const taken = points.map(({ x, y }) => ({ x: x - radius, y: y - radius, w: 2 * radius, h: 2 * radius }));
    const free = (box, own) =>
      taken.reduce((sum, other, i) => sum + (i === own ? 0 : overlap(box, other)), 0) +
      box.w * box.h - overlap(box, { x: 0, y: 0, w: width, h: height });
    return points.map((point, own) => {
      const boxes = places(point, measure.measureText(point.text).width, radius + 2);
      const costs = boxes.map((box) => free(box, own));
      const least = Math.min(...costs);
      if (own >= must && least > 0) return null;
      const box = boxes[costs.indexOf(least)];
      taken.push(box);
      return box;
    });
  };
})();
