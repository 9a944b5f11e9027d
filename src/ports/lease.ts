// A task that one instance does for all, e.g. the connection that WeCom allows only once.

/** As one instance sees one task. Time is the database's. */
export interface Lease {
  /**
   * Takes it, or prolongs it; false while another instance has it.
   * @param note what the holder is doing, for whoever asks
   * @throws StoreUnavailable
   */
  hold(ttlMs: number, note: string): Promise<boolean>;
  /** Gives it up at once; does nothing where another has it. @throws StoreUnavailable */
  release(note: string): Promise<void>;
}

interface LeaseState {
  holder: string;
  note: string;
  /** how long it still lasts, ms; 0 or less: nobody has it */
  leftMs: number;
  /** since the note was last written, ms */
  ageMs: number;
}

export interface Leases {
  holdLease(name: string, holder: string, ttlMs: number, note: string): Promise<boolean>;
  releaseLease(name: string, holder: string, note: string): Promise<void>;
  lease(name: string): Promise<LeaseState | undefined>;
}
