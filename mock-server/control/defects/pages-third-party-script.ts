import type { Defect } from '../defect.ts';
import { isMemberPage, textOf } from './support/replies.ts';

const script = '<script src="https://statistics.example/count.js"></script>';

export const pagesThirdPartyScript: Defect = {
  name: 'pages.third-party-script',
  summary: 'Login and consent pages load a script for statistics from another site.',
  clause: 'RFC 9700 §4.2.4',
  rewrite: (reply, request) =>
    isMemberPage(request) && textOf(reply).includes('</head>')
      ? { ...reply, body: textOf(reply).replace('</head>', `${script}</head>`) }
      : reply,
};
