// Numbers, times and names as the command line shows them.

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/** Three digits and a unit of a power of 1000, such as `41.9 MB`. */
export function bytes(count) {
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const decimals = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(decimals)} ${UNITS[unit]}`;
}

export const rate = (perSecond) => `${bytes(perSecond)}/s`;

export const ratio = (value) => value.toFixed(2);

/** A number with its noun, such as `1 dataset` and `2,100 datasets`. */
export function count(number, noun) {
  const many = /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : /(s|x|ch)$/.test(noun) ? `${noun}es` : `${noun}s`;
  return `${number.toLocaleString('en')} ${number === 1 ? noun : many}`;
}

/** The two largest units, such as `1 h 05 min`. */
export function duration(seconds) {
  const two = (value) => String(Math.floor(value)).padStart(2, '0');
  if (seconds < 60) {
    return `${Math.floor(seconds)} s`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  }
  if (seconds < 86_400) {
    return `${Math.floor(seconds / 3600)} h ${two((seconds / 60) % 60)} min`;
  }
  return `${Math.floor(seconds / 86_400)} d ${two((seconds / 3600) % 24)} h`;
}

/** How long ago something was, such as `3 hours ago`; a clock that is wrong does not make it the future. */
export function ago(instant) {
  const minutes = Math.floor((Date.now() - Date.parse(instant)) / 60_000);
  if (!(minutes >= 1)) {
    return 'just now';
  }
  if (minutes < 60) {
    return `${count(minutes, 'minute')} ago`;
  }
  return minutes < 48 * 60
    ? `${count(Math.floor(minutes / 60), 'hour')} ago`
    : `${count(Math.floor(minutes / 1440), 'day')} ago`;
}

/** A time to the second, UTC, such as `2026-05-17 08:00:00Z`. */
export const time = (instant) => `${instant.slice(0, 19).replace('T', ' ')}Z`;

/** Hundredths that are here, or read where it is being checked; 100 only when that is all, and no file is damaged. */
export function percent({ bytesDone, bytesWanted, filesDamaged = 0 }) {
  const share = bytesWanted === 0 ? 100 : Math.floor((100 * bytesDone) / bytesWanted);
  return filesDamaged === 0 ? share : Math.min(share, 99);
}

/** A rate as commands take it and limits have it: `none`, `off` or a rate. */
export const limit = (value) => (value === undefined ? 'none' : value === 0 ? 'off' : rate(value));

const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Cn}\p{Co}]/gu;

/** A stranger's text in one line, with all that cannot be seen, or reorders what stands beside it, shown as `\u{hex}`. */
export function safe(text) {
  return text.replace(HIDDEN, (each) => `\\u{${each.codePointAt(0).toString(16)}}`);
}

const LONGEST_NAME = 300;

/** A stranger's name in one line: cut where it is endless, and in quotes where nothing of it would be seen. */
export function named(text) {
  const shown = text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
  return /\S/.test(shown) ? safe(shown) : `'${safe(shown)}'`;
}

/** A text of several lines, whose line feeds and tabs stay. */
export function block(text) {
  return text.replace(/\r\n/g, '\n').replace(HIDDEN, (each) => (each === '\n' || each === '\t' ? each : safe(each)));
}

/** A word as a shell takes it; what cannot be seen in it is written out, so that nothing is pasted unseen. */
export function word(text) {
  if (/^[A-Za-z0-9_./+:=,@%-]+$/.test(text)) {
    return text;
  }
  return text.search(HIDDEN) < 0
    ? `'${text.replaceAll("'", "'\\''")}'`
    : `$'${text.replace(/[\\']/g, '\\$&').replace(HIDDEN, written)}'`;
}

function written(character) {
  return [...new TextEncoder().encode(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
