export {
  createChecker,
  profiles,
  type Checker,
  type CheckReport,
  type CheckResult,
  type Profile,
} from './checker.ts';
export { propertyUses } from './property-uses.ts';
