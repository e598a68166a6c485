import { startStorage } from '../../local/storage/startStorage.ts';
import { tellParent } from './tellParent.ts';

/** Azurite in a process of its own: it has one processor's worth of work at each request. */
const storage = await startStorage(process.argv[2] ?? '', 0);
tellParent({ connectionString: storage.connectionString });
