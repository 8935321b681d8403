// Elements that the views share. `h(type, props, ...children)` makes one; texts are texts and never markup.
import { h, Fragment } from './preact.js';
import { useEffect, useRef, useState } from './hooks.js';
import { changed, dismiss, state } from './store.js';
import { named, safe } from './format.js';

export { h, Fragment };

/** A stranger's text in one line; its direction is its own. */
export const Name = ({ text, ...props }) => h('bdi', { ...props, dir: 'auto' }, named(text));

/** Advice, in which commands stand in quotes. */
export const Advice = ({ text }) =>
  h(
    'span',
    { class: 'advice' },
    safe(text)
      .split(/'(seedbank (?:[^']|'\\'')*)'/)
      .map((part, i) => (i % 2 ? h(Command, { key: i, text: part }) : part)),
  );

/** A button. `kind` is `plain`, `main` or `danger`; `busy` while it waits for the node. */
export function Button({ kind = 'plain', busy = false, onClick, children, ...props }) {
  return h(
    'button',
    { type: 'button', class: `button ${kind}`, 'aria-busy': busy, disabled: busy || props.disabled, ...props, onClick },
    children,
  );
}

/** A button that copies a text. */
export function Copy({ text, label = `Copy: ${text}` }) {
  const [copied, put] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(text);
    put(true);
    setTimeout(() => put(false), 2_000);
  }
  return [
    h(
      'button',
      { type: 'button', class: copied ? 'copy done' : 'copy', onClick: copy, 'aria-label': label, title: copied ? 'Copied' : 'Copy' },
      h(
        'svg',
        { viewBox: '0 0 16 16', 'aria-hidden': true },
        h('path', { d: copied ? 'M3 8.500l3.500 3.500L13 4.500' : 'M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3' }),
      ),
    ),
    h('span', { class: 'unseen', role: 'status' }, copied ? 'Copied' : ''),
  ];
}

/** A command to copy. */
export const Command = ({ text }) => h('span', { class: 'copyable' }, h('code', { class: 'command' }, text), h(Copy, { text }));

/** A part of a view with a heading. */
export const Section = ({ title, children, ...props }) =>
  h('section', { class: 'section', ...props }, h('h2', null, title), children);

/** Facts with their names: `rows` are `[name, value]`, and those without a value are left out. */
export const Facts = ({ rows }) =>
  h(
    'dl',
    { class: 'facts' },
    rows
      .filter(([, value]) => value !== undefined && value !== null && value !== '')
      .map(([name, value]) => h('div', { key: name }, h('dt', null, name), h('dd', null, value))),
  );

/** A table that scrolls for itself where it is too wide: `columns` are names, `{ name, number: true }` for numbers, `unseen: true` for buttons. */
export function Table({ caption, columns, rows }) {
  const heads = columns.map((each) => (typeof each === 'string' ? { name: each } : each));
  return h(
    'div',
    { class: 'wide', role: 'region', 'aria-label': caption, tabIndex: 0 },
    h(
      'table',
      null,
      h('caption', { class: 'unseen' }, caption),
      h(
        'thead',
        null,
        h('tr', null, heads.map((each) => h('th', { scope: 'col', class: each.number ? 'number' : null }, each.unseen ? h('span', { class: 'unseen' }, each.name) : each.name))),
      ),
      h(
        'tbody',
        null,
        rows.map((row) =>
          h('tr', { key: row.key }, row.cells.map((cell, i) => h('td', { class: heads[i].number ? 'number' : null }, cell))),
        ),
      ),
    ),
  );
}

/** How much of something is done, from 0 to 100. */
export function Bar({ percent, label, tone = '' }) {
  const element = useRef(null);
  useEffect(() => {
    element.current.style.setProperty('--done', `${percent}%`);
  }, [percent]);
  return h('span', {
    ref: element,
    class: `bar ${tone}`,
    role: 'progressbar',
    'aria-label': label,
    'aria-valuenow': percent,
    'aria-valuemin': 0,
    'aria-valuemax': 100,
  });
}

/** What was refused, and what to do about it. */
export const Trouble = ({ refusal }) =>
  refusal
    ? h(
        'p',
        { class: 'trouble', role: 'alert' },
        safe(refusal.message),
        refusal.remedy ? h('span', { class: 'remedy' }, safe(refusal.remedy)) : null,
      )
    : null;

/**
 * Asks a person, as a command would: `{ title, text, body, button, danger, command(values), act(values) }`. `body` is drawn with the
 * values of the form and a function to change them; `act` does it, and what it throws is shown.
 */
export function ask(question) {
  state.question = question;
  changed(true);
}

function endQuestion() {
  state.question = null;
  changed(true);
}

/** The question that is asked now. */
export function Question() {
  return state.question ? h(Dialog, { key: state.question.title, question: state.question }) : null;
}

function Dialog({ question }) {
  const dialog = useRef(null);
  const [values, put] = useState(question.values ?? {});
  const [busy, setBusy] = useState(false);
  const [refusal, refuse] = useState(null);
  useEffect(() => {
    const leave = () => dialog.current?.close(); // It is about the view that it was asked over.
    dialog.current.showModal();
    addEventListener('hashchange', leave);
    return () => removeEventListener('hashchange', leave);
  }, []);
  async function act(event) {
    event.preventDefault();
    setBusy(true);
    try {
      await question.act(values);
      dialog.current?.close();
    } catch (error) {
      refuse(error);
      setBusy(false);
    }
  }
  const command = question.command?.(values);
  return h(
    'dialog',
    { ref: dialog, class: 'dialog', 'aria-labelledby': 'question', onClose: endQuestion },
    h(
      'form',
      { onSubmit: act },
      h('h2', { id: 'question' }, question.title),
      question.text ? h('p', null, question.text) : null,
      question.body?.(values, (change) => put({ ...values, ...change })),
      h(Trouble, { refusal }),
      command ? h('p', { class: 'same' }, 'The same on the command line: ', h(Command, { text: command })) : null,
      h(
        'div',
        { class: 'buttons' },
        h(Button, { onClick: () => dialog.current.close() }, 'Cancel'),
        h(
          'button',
          { type: 'submit', class: `button ${question.danger ? 'danger' : 'main'}`, disabled: busy, 'aria-busy': busy },
          question.button,
        ),
      ),
    ),
  );
}

/** A field of a form with its label, and a hint below. */
export function Field({ label, hint, value, onInput, ...props }) {
  const [id] = useState(() => `field-${Math.random().toString(36).slice(2)}`);
  return h(
    'div',
    { class: 'field' },
    h('label', { for: id }, label),
    h('input', { id, value, onInput: (event) => onInput(event.target.value), 'aria-describedby': hint ? `${id}-hint` : null, ...props }),
    hint ? h('p', { id: `${id}-hint`, class: 'hint' }, hint) : null,
  );
}

/** A box to tick. */
export const Tick = ({ label, checked, onChange }) =>
  h('label', { class: 'tick' }, h('input', { type: 'checkbox', checked, onChange: (event) => onChange(event.target.checked) }), label);

/** What was told last. */
export const Notes = () =>
  h(
    'div',
    { class: 'notes', role: 'status', 'aria-live': 'polite' },
    state.notes.map((note) =>
      h(
        'div',
        { key: note.id, class: note.bad ? 'note bad' : 'note' },
        h('p', null, safe(note.text)),
        note.command ? h(Command, { text: note.command }) : null,
        h('button', { type: 'button', class: 'button quiet', 'aria-label': 'Dismiss', onClick: () => dismiss(note.id) }, '×'),
      ),
    ),
  );
