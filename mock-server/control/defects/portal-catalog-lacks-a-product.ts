import type { Defect } from '../defect.ts';

export const portalCatalogLacksAProduct: Defect = {
  name: 'portal.catalog-lacks-a-product',
  summary: 'The API Catalog does not list Coverage.',
  clause: 'Portal documentation, List of Products',
  rewrite(reply, { path }) {
    if (path !== '/catalog' || typeof reply.body !== 'string') return reply;
    return { ...reply, body: reply.body.replaceAll('>Coverage</a>', '></a>') };
  },
};
