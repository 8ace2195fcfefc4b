import type { Control } from '../control.ts';
import { EXPOSITION_TYPE, formatExposition, histogram, type Metric, type Sample } from '../exposition.ts';
import { BOUNDS_MS, type Metrics, STATUS_CLASSES } from '../metrics.ts';
import { operation, text } from '../operation.ts';

const BOUNDS_S = BOUNDS_MS.map((bound) => bound / 1000);

function requestsIn({ groups }: Metrics): Metric {
  const samples = [...groups].flatMap(([api, { statuses }]) =>
    [...statuses].flatMap(([method, classes]) =>
      STATUS_CLASSES.map(
        (status, at): Sample => ({ labels: { api, method, status }, value: classes[at] ?? 0 }),
      ).filter(({ value }) => value > 0),
    ),
  );
  return {
    name: 'assay_http_requests_total',
    type: 'counter',
    help: 'Requests answered, by API, method and class of status; those of the control plane aside.',
    samples,
  };
}

function durationsIn({ groups }: Metrics): Metric {
  return {
    name: 'assay_http_request_duration_seconds',
    type: 'histogram',
    help: 'From the request as read to its answer as made, ordered delays included; without what no route answered.',
    samples: [...groups].flatMap(([api, { durations, total }]) =>
      histogram({ api }, BOUNDS_S, durations, (total[0] ?? 0) / 1000),
    ),
  };
}

function tokensIn({ tokens }: Metrics): Metric {
  return {
    name: 'assay_tokens_issued_total',
    type: 'counter',
    help: 'Access tokens issued, by grant.',
    samples: [...tokens].map(([grant, value]) => ({ labels: { grant }, value })),
  };
}

const gauge = (name: string, help: string, value: number, labels: Sample['labels'] = {}): Metric => ({
  name,
  type: 'gauge',
  help,
  samples: [{ labels, value }],
});

function sandboxIs({ version, population, clock, defects, journal, outbox }: Control): readonly Metric[] {
  const { seed, memberCount } = population;
  return [
    gauge('assay_info', 'What was started; always 1.', 1, { version, seed }),
    gauge('assay_members', 'Members of the population.', memberCount),
    gauge('assay_clock_seconds', 'The time of the sandbox, since the epoch.', clock.now() / 1000),
    gauge('assay_defects_in_force', 'Defects switched on for everyone.', defects.forAll.length),
    gauge('assay_journal_entries', 'Exchanges kept in the journal.', journal.size),
    gauge('assay_outbox_mails', 'Mails kept in the outbox.', outbox.list().length),
    gauge('assay_uptime_seconds', 'Since the process was started.', process.uptime()),
  ];
}

/** Under the names that Prometheus clients have agreed on. */
function processIs(): readonly Metric[] {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return [
    gauge('process_resident_memory_bytes', 'Memory of the process.', rss),
    gauge('nodejs_heap_size_used_bytes', 'Memory in use by JavaScript.', heapUsed),
    gauge(
      'process_start_time_seconds',
      'When the process was started, since the epoch.',
      performance.timeOrigin / 1000,
    ),
    {
      name: 'process_cpu_seconds_total',
      type: 'counter',
      help: 'Processor time used.',
      samples: [{ value: (user + system) / 1e6 }],
    },
  ];
}

export const metricsOperations = [
  operation({
    id: 'getMetrics',
    method: 'GET',
    path: '/metrics',
    tag: 'health',
    summary: 'What the sandbox has done since its start, for Prometheus; no reset sets it back',
    answer: { status: 200, description: 'Text exposition format', schema: text, type: EXPOSITION_TYPE },
    run: ({ control }) =>
      formatExposition([
        requestsIn(control.metrics),
        durationsIn(control.metrics),
        tokensIn(control.metrics),
        ...sandboxIs(control),
        ...processIs(),
      ]),
  }),
];
