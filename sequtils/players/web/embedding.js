// Word vectors in a page, and what one asks of them: as sequtils.static.vectors.WordVectors answers.
(() => {
  if (globalThis.SequtilsEmbedding) return;

  /** Base64 as an array of bytes of a kind. */
  const decode = (Kind, text) => Kind.from(atob(text), (sign) => sign.charCodeAt(0));

  globalThis.SequtilsEmbedding = class {
    /** `vectors` are rows of `size` signed bytes, `map` pairs of unsigned ones, both in base64. */
    constructor({ words, size, vectors, map }) {
      this.words = words;
      this.size = size;
      this.map = decode(Uint8Array, map);
      this.unit = Float64Array.from(decode(Int8Array, vectors));
      for (let row = 0; row < words.length; row++) {
        const own = this.row(row);
        own.set(this.#normalise(own));
      }
      this.ids = new Map(words.map((word, i) => [word, i]));
    }

    /** The vector of a word, of length 1. */
    row(i) {
      return this.unit.subarray(i * this.size, (i + 1) * this.size);
    }

    #normalise(vector) {
      const length = Math.hypot(...vector) || 1;
      return vector.map((x) => x / length);
    }

    /** The `n` words with the largest cosine to a vector, [word, cosine], the nearest first. */
    nearest(vector, n, without = []) {
      const query = this.#normalise(vector);
      const left = new Set(without);
      const found = this.words.flatMap((_, i) => {
        if (left.has(i)) return [];
        const row = this.row(i);
        return [[i, query.reduce((sum, x, d) => sum + x * row[d], 0)]];
      });
      return found.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, n);
    }

    neighbours(i, n) {
      return this.nearest(this.row(i), n, [i]);
    }

    /** "a is to b as c is to …?": the words nearest to b − a + c. */
    analogy(a, b, c, n, exclude) {
      const [from, to, other] = [a, b, c].map((i) => this.row(i));
      const query = to.map((x, d) => x - from[d] + other[d]);
      return this.nearest(query, n, exclude ? [a, b, c] : []);
    }
  };
})();
