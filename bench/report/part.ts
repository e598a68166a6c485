/** Something that is promised of a figure, and what a run measured of it. */
export interface Aim {
  readonly promised: string;
  readonly measured: string;
  readonly isReached: boolean;
}

/** What a part of a run came to: tables in Markdown, and how what is promised of it stands. */
export interface Part {
  readonly text: string;
  readonly aims: readonly Aim[];
}
