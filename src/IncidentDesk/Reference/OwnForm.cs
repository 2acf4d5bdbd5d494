using IncidentDesk.Rules.Papers;

namespace IncidentDesk.Reference;

/// <summary>A form that the operator brought, and the file where it stands.</summary>
public sealed record OwnForm(string File, PaperForm Form);

/// <summary>What a form file said. <paramref name="IsOwn"/>: the operator's, not the program's.</summary>
internal sealed record ReadForm(ReferenceNode File, PaperForm Form, bool IsOwn);
