// The node itself: what it is, how far it reaches, and what it finds when it looks.
import { state, tell, useAnswer } from './store.js';
import { bytes, count, rate, safe, time } from './format.js';
import { limitText } from './datasets.js';
import { leave } from './api.js';
import { Button, Command, Facts, h, Section, Trouble } from './ui.js';
import { Findings } from './findings.js';
import { SourceTable } from './dataset.js';

const WHOM = { local: 'this machine only', private: 'this network only', public: 'peers anywhere' };
const LOOK_MILLIS = 15_000;

/** Ends the session here and in other tabs. */
async function close() {
  try {
    await leave();
    location.reload();
  } catch (refusal) {
    tell(refusal.message, { bad: true });
  }
}

export function NodePage() {
  const { facts } = state;
  const { value, refusal } = useAnswer('/v1/examination', LOOK_MILLIS);
  return h(
    'article',
    { class: 'depth' },
    h('h1', null, 'Node'),
    facts.warnings.map((warning) => h('p', { key: warning, class: 'trouble' }, safe(warning))),
    h(
      Section,
      { title: 'What it is' },
      h(Facts, {
        rows: [
          ['Version', facts.version],
          ['Runs since', `${time(facts.started)}, process ${facts.pid}`],
          ['Reaches', WHOM[facts.network]],
          ['Peer port', facts.peerPort],
          ['Control port', `${facts.controlPort}, on 127.0.0.1`],
          ['Datasets', facts.datasets.toLocaleString('en')],
          ['Down', rate(facts.downloadRate)],
          ['Up', rate(facts.uploadRate)],
          ['Limits', `${limitText(facts.limits)}${facts.scheduled ? ', by the schedule' : ''}`],
          ['Proxy', facts.proxy && safe(facts.proxy)],
          ['Serves over HTTP', facts.http && `${bytes(facts.http.sent)} sent in ${count(facts.http.answers, 'answer')}`],
        ],
      }),
      h('p', null, h(Command, { text: 'seedbank node status' })),
      h('p', null, h(Button, { onClick: close }, 'Close the page')),
    ),
    h(
      Section,
      { title: 'What it finds' },
      h(Trouble, { refusal }),
      value ? h(Findings, { findings: value.findings, all: true }) : refusal ? null : h('p', null, 'Looking…'),
      h('p', null, h(Command, { text: 'seedbank doctor' })),
    ),
    value?.sources.length ? h(Section, { title: 'Sources of its session' }, h(SourceTable, { sources: value.sources })) : null,
  );
}
