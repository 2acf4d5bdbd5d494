namespace IncidentDesk.Pipeline;

/// <summary>
/// One thing wrong with what was sent: where (a JSON Pointer, <c>?name</c> of a query, or a header's name), which rule, and
/// what to do about it in both languages.
/// </summary>
public sealed record Fault(string Path, string Code, string Message, string MessageVi)
{
    /// <summary>The same fault of an item of a batch; what is about the query or a header stays.</summary>
    public Fault Under(string prefix) => Path.Length == 0 || Path[0] == '/' ? this with { Path = prefix + Path } : this;
}
