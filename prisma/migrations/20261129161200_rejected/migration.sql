-- A proposal that an editor turned down was never published, so it is no retraction: readers see a retracted statement with
-- its reason, but not words that nobody vouched for. A new value can be used only after the transaction that adds it.
ALTER TYPE "StatementStatus" ADD VALUE 'REJECTED';
