import { describeProtocolContract } from './protocol.contract.ts';

describeProtocolContract({
  name: 'yaml',
  site: { '/defis.yml': 'defis.yml' },
  options: (url) => ({ url, entries: true }),
  records: 2,
  failed: 1,
  local: { content: 'defis.yml', records: 2, failed: 1 },
});
