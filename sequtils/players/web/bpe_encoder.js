// Byte-pair encoding of a reader's own text: `sequtils.text.bpe.BPE.tokenize` once more.
//
// Letters, numbers and marks are those of the browser's Unicode version, as those of `sequtils` are
// of Python's; the two agree on every character that both know.
(() => {
  if (globalThis.SequtilsBPE) return;

  const UNKNOWN = "<unk>";
  const SPACE =
    "\\t\\n\\v\\f\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const LETTER = "\\p{L}";
  const NUMBER = "\\p{N}";
  const MARK = "\\p{M}\\u200c\\u200d";
  const PATTERNS = {
    gpt2: [
      "'(?:[sdmt]|ll|ve|re)",
      ` ?[${LETTER}]+`,
      ` ?[${NUMBER}]+`,
      ` ?[^${SPACE}${LETTER}${NUMBER}]+`,
      `[${SPACE}]+(?![^${SPACE}])`,
      `[${SPACE}]+`,
    ],
    plain: [
      `[${SPACE}]+`,
      `[${LETTER}${NUMBER}][${LETTER}${NUMBER}${MARK}]*`,
      `[^${SPACE}${LETTER}${NUMBER}]+`,
    ],
  };

  /** The visible character of each byte: itself where Latin-1 shows one, else from U+0100 on. */
  function byteCharacters() {
    const shown = (b) => (b > 0x20 && b < 0x7f) || (b > 0xa0 && b < 0xad) || b > 0xad;
    let hidden = 0;
    const code = (b) => (shown(b) ? b : 256 + hidden++);
    return Array.from({ length: 256 }, (_, b) => String.fromCharCode(code(b)));
  }

  globalThis.SequtilsBPE = class {
    /** Take `merges` in order, `level`, `pattern`, and `units`, the characters that are known. */
    constructor({ merges, level, pattern, units }) {
      this.pattern = new RegExp(PATTERNS[pattern].join("|"), "gu");
      this.bytes = level === "bytes" ? byteCharacters() : null;
      this.units = new Set(units);
      // Nested, because joined halves could be read in two ways.
      this.ranks = new Map();
      merges.forEach(([left, right], rank) => {
        if (!this.ranks.has(left)) this.ranks.set(left, new Map());
        this.ranks.get(left).set(right, rank);
      });
    }

    /** Cut a text into tokens, with the first `limit` merges only if that is given. */
    tokenize(text, limit = Infinity) {
      return this.pieces(text).flatMap((piece) => this.#merge(this.#split(piece), limit));
    }

    /** Cut a text where no merge reaches across: `sequtils.text.pretokenize.split` once more. */
    pieces(text) {
      return text.toWellFormed().match(this.pattern) ?? [];
    }

    #split(piece) {
      if (this.bytes) return Array.from(new TextEncoder().encode(piece), (b) => this.bytes[b]);
      return Array.from(piece, (character) => (this.units.has(character) ? character : UNKNOWN));
    }

    /** Merge the pair that was learnt first, wherever it stands leftmost, until none is left. */
    #merge(tokens, limit) {
      for (;;) {
        let [best, place] = [limit, -1];
        for (let i = 0; i + 1 < tokens.length; i++) {
          const rank = this.ranks.get(tokens[i])?.get(tokens[i + 1]) ?? Infinity;
          if (rank < best) [best, place] = [rank, i];
        }
        if (place < 0) return tokens;
        tokens.splice(place, 2, tokens[place] + tokens[place + 1]);
      }
    }
  };
})();
