/** Something that is promised of a figure, and what a run measured of it. */
export interface Aim {
  readonly promised: string;
  readonly measured: string;
  readonly isReached: boolean;
  /** True of an aim that was set earlier, in requests a second or by the clock: it is shown behind the others and counted apart. */
  readonly isEarlier?: boolean;
}

/** What a part of a run came to: tables in Markdown, and how what is promised of it stands. */
export interface Part {
  readonly text: string;
  readonly aims: readonly Aim[];
}
