// What all datasets may use together, and the rules that limit it by the time of day.
import { ask as request, get } from './api.js';
import { state, tell, useAnswer } from './store.js';
import { limit } from './format.js';
import { limitFields, limitOptions, limitsOf, limitText, limitValues, parseRate, rateText } from './datasets.js';
import { ask, Button, Command, Facts, Field, h, Section, Table, Tick, Trouble } from './ui.js';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const short = (day) => day.slice(0, 3);

export function LimitsPage() {
  const limits = useAnswer('/v1/limits');
  const schedule = useAnswer('/v1/schedule');
  return h(
    'article',
    { class: 'depth' },
    h('h1', null, 'Limits'),
    h(
      Section,
      { title: 'All datasets together' },
      h(Trouble, { refusal: limits.refusal }),
      limits.value
        ? [
            h(Facts, {
              rows: [
                ['Send', limit(limits.value.up)],
                ['Receive', limit(limits.value.down)],
                ['Ratio', limits.value.ratio ?? 'none'],
                ['Just now', `${limitText(state.facts.limits)}${state.facts.scheduled ? ', by a rule of the schedule' : ''}`],
              ],
            }),
            h('p', { class: 'buttons' }, h(Button, { onClick: () => change(limits) }, 'Change'), h(Command, { text: 'seedbank limit' })),
          ]
        : null,
    ),
    h(
      Section,
      { title: 'By the time of day' },
      h('p', null, 'Of several rules the first that applies counts. Times are those of the machine that the node runs on.'),
      h(Trouble, { refusal: schedule.refusal }),
      schedule.value ? h(Rules, { schedule }) : null,
    ),
  );
}

function change(limits) {
  ask({
    title: 'Limits of all datasets together',
    values: limitValues(limits.value),
    body: limitFields,
    button: 'Set limits',
    command: (values) => `seedbank limit ${limitOptions(values)}`,
    act: async (values) => {
      await request('PUT', '/v1/limits', limitsOf(values));
      tell('The limits are set.');
      limits.again();
    },
  });
}

function Rules({ schedule }) {
  const { rules } = schedule.value;
  return [
    rules.length === 0
      ? h('p', null, 'There are no rules.')
      : h(Table, {
          caption: 'Rules by the time of day',
          columns: [{ name: 'Rule', number: true }, 'From', 'To', 'Days', { name: 'Send', number: true }, { name: 'Receive', number: true }, { name: 'Change', unseen: true }],
          rows: rules.map((rule, i) => ({
            key: JSON.stringify(rule),
            cells: [
              i + 1,
              rule.from,
              rule.to,
              daysText(rule.days),
              limit(rule.up),
              limit(rule.down),
              h(Button, { kind: 'small', 'aria-label': `Remove rule ${i + 1}`, onClick: () => remove(schedule, rule, i) }, 'Remove'),
            ],
          })),
        }),
    h('p', { class: 'buttons' }, h(Button, { onClick: () => add(schedule) }, 'Add a rule'), h(Command, { text: 'seedbank schedule' })),
  ];
}

/** Days as the command line writes them: `mon-fri`, `sat,sun`, `daily`. */
function daysText(days) {
  const chosen = DAYS.map((day) => days.includes(day));
  if (chosen.every(Boolean)) {
    return 'daily';
  }
  const parts = [];
  for (let first = 0; first < DAYS.length; first++) {
    if (chosen[first]) {
      let last = first;
      while (chosen[last + 1]) {
        last++;
      }
      parts.push(first === last ? short(DAYS[first]) : `${short(DAYS[first])}-${short(DAYS[last])}`);
      first = last;
    }
  }
  return parts.join(',');
}

/** Somebody else may have changed the rules since they were shown. */
async function put(schedule, edit) {
  const { rules } = await get('/v1/schedule');
  await request('PUT', '/v1/schedule', { rules: edit(rules) });
  schedule.again();
}

async function remove(schedule, rule, index) {
  try {
    await put(schedule, (rules) => rules.filter((each) => JSON.stringify(each) !== JSON.stringify(rule)));
    tell('The rule is removed.', { command: `seedbank schedule remove ${index + 1}` });
  } catch (refusal) {
    tell(refusal.message, { bad: true });
  }
}

function add(schedule) {
  ask({
    title: 'Add a rule',
    values: { from: '08:00', to: '18:00', days: DAYS.slice(0, 5), up: '100K', down: '' },
    body: (values, change) => [
      h(Field, { label: 'From', type: 'time', value: values.from, required: true, onInput: (from) => change({ from }) }),
      h(Field, { label: 'To', type: 'time', value: values.to, required: true, hint: 'Not after the first means on the next day.', onInput: (to) => change({ to }) }),
      h(
        'fieldset',
        { class: 'days' },
        h('legend', null, 'Days on which it begins'),
        DAYS.map((day) =>
          h(Tick, {
            key: day,
            label: short(day),
            checked: values.days.includes(day),
            onChange: (on) => change({ days: DAYS.filter((each) => (each === day ? on : values.days.includes(each))) }),
          }),
        ),
      ),
      h(Field, { label: 'Send at most', hint: 'Bytes per second, such as 500K or 5M; 0 sends nothing; empty is no limit.', value: values.up, onInput: (up) => change({ up }) }),
      h(Field, { label: 'Receive at most', value: values.down, onInput: (down) => change({ down }) }),
    ],
    button: 'Add',
    command: ({ from, to, days, up, down }) =>
      `seedbank schedule add ${from}-${to} ${daysText(days) || 'DAYS'} up ${up.trim() || 'none'} down ${down.trim() || 'none'}`,
    act: async ({ from, to, days, up, down }) => {
      const rule = { from, to, days, up: parseRate(up, 'rate'), down: parseRate(down, 'rate') };
      await put(schedule, (rules) => [...rules, rule]);
      tell(`Added ${from}-${to}, up ${rateText(rule.up) || 'none'}, down ${rateText(rule.down) || 'none'}.`);
    },
  });
}
