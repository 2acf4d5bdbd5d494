using IncidentDesk.Storage;

namespace IncidentDesk.Audit;

/// <summary>A row as it was found, whatever somebody put into its columns: one planted value must neither stop who reads the audit nor pass for what it is not.</summary>
/// <param name="ShownId">The id; where it is no text, its bytes in hex. Not named <c>id</c> in SQL, or ORDER BY would go by what is shown.</param>
/// <param name="At">Unix milliseconds.</param>
/// <param name="Misread">The first column that holds a value of another kind, and which kind; null in every row that the desk itself wrote.</param>
public sealed record StoredRow(
    string ShownId, long? Seq, long At, string Actor, string Action, string Subject, string Outcome, string? Address, string? TraceId,
    string? PreviousHash, string? Hash, string? Misread)
{
    private static readonly IReadOnlyList<string> Texts = ["actor", "action", "subject", "outcome", "address", "trace_id", "previous_hash", "hash"], Numbers = ["seq", "at"];

    private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public AuditRow Row => new(ShownId, Seq, At, Actor, Action, Subject, Outcome, Address, TraceId, PreviousHash, Hash);

    /// <summary>As a calendar has it, also where somebody wrote a number that none has.</summary>
    public DateTimeOffset Instant => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(At, First, Last));

    /// <summary>The columns in the order of this record.</summary>
    public static string Columns(ColumnKinds kinds) =>
        $"""
        {kinds.Key("id")} AS shown_id, {kinds.Number("seq")} AS seq, {kinds.Number("at")} AS at, {kinds.Text("actor")} AS actor, {kinds.Text("action")} AS action,
        {kinds.Text("subject")} AS subject, {kinds.Text("outcome")} AS outcome, {kinds.Text("address")} AS address, {kinds.Text("trace_id")} AS trace_id,
        {kinds.Text("previous_hash")} AS previous_hash, {kinds.Text("hash")} AS hash, {FaultOfKind(kinds)} AS misread
        """;

    /// <summary>As SQL: what <see cref="Misread"/> says.</summary>
    public static string FaultOfKind(ColumnKinds kinds) => kinds.FirstOfAnotherKind("id", Texts, Numbers);

    /// <summary>Rows that can never be sealed, as nobody could tell what of them was: each by its id, and what is wrong with it; at most a hundred.</summary>
    public static Task<IReadOnlyList<string>> UnsealableAsync(Reading reading, ColumnKinds kinds) => reading.QueryAsync<string>(
        $"""
        SELECT {kinds.Key("id")} || ' (' || {FaultOfKind(kinds)} || ')' FROM audit
        WHERE seq IS NULL AND {FaultOfKind(kinds)} IS NOT NULL ORDER BY audit.id LIMIT 100
        """);
}
