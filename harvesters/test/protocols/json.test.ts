import { describeProtocolContract } from './protocol.contract.ts';

describeProtocolContract({
  name: 'json',
  site: { '/api': 'page-1.json', '/api?page=2': 'page-2.json' },
  options: (url) => ({ url, items: '$.results[*]', paging: { by: 'next', next: '$.next' } }),
  records: 4,
  failed: 1,
  pages: 2,
  local: { content: 'page-1.json', records: 2, failed: 1 },
});
