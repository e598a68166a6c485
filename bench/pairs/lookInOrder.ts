/** How builds looked at a file that send its rows in its own order: they have no other way. */
export { lookAtFile as lookInOrder } from '../../shared/collect/file/lookAtFile.ts';
