import type { Plugin } from 'esbuild';
import { model } from '../../shared/model/model.ts';
import { writeValidators } from '../../shared/validate/writeValidators.ts';

/** Puts the validators themselves where the service would compile them: ajv is not in the package. */
export const validatorsAtBuild: Plugin = {
  name: 'validators-at-build',
  setup(build) {
    build.onLoad({ filter: /[\\/]shared[\\/]validate[\\/]compileValidator\.ts$/ }, () => ({
      contents: writeValidators(model),
      loader: 'js',
    }));
  },
};
