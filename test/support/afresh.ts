// Runs before each file that shares its process with others: what an earlier one put into the registries is put back, and
// the hooks that a module of test/support sets when it is first loaded are set for this file too.

import { afterAll } from 'vitest';
import { defineActivityTypes, REGULATION } from '../../src/domain/activity/types.ts';
import { defineFilingKinds } from '../../src/domain/filing/kinds.ts';
import { BASIC_KINDS, defineItemKinds } from '../../src/domain/ledger/kinds.ts';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { drop } from './migrated.ts';

defineActivityTypes(REGULATION);
defineItemKinds(BASIC_KINDS);
defineFilingKinds([]);
defineProcesses([]);
afterAll(drop);
