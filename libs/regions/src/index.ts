export { bpsCodeOf, regencyOfBps } from './bps-codes.js';
export { loadRegions } from './load-regions.js';
export { REGENCY_SPLITS, type RegencySplit } from './regency-splits.js';
export { levelOfCode, type Region, type RegionLevel, type VillageKind } from './region.js';
export { foldName } from './region-search.js';
export { RegionTree, type RegionSearch } from './region-tree.js';
export { villageLabel } from './village-label.js';
