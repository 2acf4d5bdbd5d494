using IncidentDesk.Storage;

namespace IncidentDesk.Shell;

/// <summary>
/// How much of what changed a part of a page must show. Open pages hear of a change and ask for what they heard of; who opens a page, or comes back to it from
/// their own act, sees all that this desk has committed, before anybody was told of it.
/// </summary>
public sealed class SeenChanges(ChangeFeed feed, Database database)
{
    /// <summary>A number that grows with each change; of one kind of request only.</summary>
    public long By(Reader reader) => reader.Fragment ? feed.Last : feed.Last + database.Bell.Rings;
}
