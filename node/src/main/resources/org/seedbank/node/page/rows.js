// Rows of which only those are drawn that can be seen, so that thousands cost as much as some.
import { Component, h } from './preact.js';
import { useEffect, useLayoutEffect, useRef, useState } from './hooks.js';

/** Heights of a row in the style, by the size of its letters. */
const ROW = 3.75;
const ROW_NARROW = 5.6;
const SPARE = 12;
const NARROW = matchMedia('(max-width: 719px)');

/** Tells whether there is room for the most important columns alone. */
export function useNarrow() {
  const [narrow, put] = useState(NARROW.matches);
  useEffect(() => {
    const look = () => put(NARROW.matches);
    NARROW.addEventListener('change', look);
    return () => NARROW.removeEventListener('change', look);
  }, []);
  return narrow;
}

/** Which rows can be seen, from the page's own scrolling. */
export function useWindow(element, rows, height) {
  const [range, put] = useState([0, 40]);
  const look = () => {
    const top = -element.current.getBoundingClientRect().top;
    const first = Math.max(0, Math.min(rows - 1, Math.floor(top / height) - SPARE));
    const last = Math.min(rows, Math.ceil((top + innerHeight) / height) + SPARE);
    put((before) => (before[0] === first && before[1] === last ? before : [first, last]));
  };
  useLayoutEffect(() => {
    element.current.style.height = `${rows * height}px`;
    look();
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    return () => {
      removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }, [rows, height]);
  return range;
}

const letters = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

/** The height of a row in dots; letters, and rows with them, are larger on very wide screens. */
export function useRowHeight(narrow) {
  const [size, put] = useState(letters);
  useEffect(() => {
    const look = () => put(letters());
    look();
    addEventListener('resize', look);
    return () => removeEventListener('resize', look);
  }, []);
  return Math.round((narrow ? ROW_NARROW : ROW) * size);
}

/**
 * A row that is drawn again only when something that it is given differs. One that kept its elements by `useMemo` would keep, by
 * their parents, all that was ever drawn around them.
 */
export const steady = (Row) =>
  class extends Component {
    shouldComponentUpdate(next) {
      return Object.keys(next).some((name) => next[name] !== this.props[name]);
    }

    render(props) {
      return h(Row, props);
    }
  };

/** The element of a row, which stands where its number says. */
export function usePlace(index, height) {
  const element = useRef(null);
  useLayoutEffect(() => {
    element.current.style.transform = `translateY(${index * height}px)`;
  }, [index, height]);
  return element;
}

/** Arrows go from name to name, also to those that are not drawn yet. */
export function move(event, body, count) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const row = event.target.closest?.('[data-index]');
  if (!step || !row || event.target.tagName !== 'A') {
    return;
  }
  event.preventDefault();
  const index = Math.min(count - 1, Math.max(0, Number(row.dataset.index) + step));
  const element = body.querySelector(`[data-index="${index}"] a`);
  if (element) {
    element.focus();
    element.closest('[data-index]').scrollIntoView({ block: 'nearest' });
  }
}
