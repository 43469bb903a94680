import { openLiveIndex } from '../live-index.ts';
import { describeSearchIndexContract } from '../search-index.contract.ts';

describeSearchIndexContract('the index in memory', () => openLiveIndex());
