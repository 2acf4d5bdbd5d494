namespace IncidentDesk.Reference;

/// <summary>One thing wrong in a reference file; <paramref name="Path"/> is a JSON Pointer, empty for the whole file.</summary>
public sealed record ReferenceFault(string File, string Path, string Message)
{
    /// <summary>The line of the file where it stands, counted from 1; what is missing stands where it ought to.</summary>
    public int Line { get; init; } = 1;

    /// <summary>As compilers say it, so that an editor finds the place.</summary>
    public string WithLine => $"{File}:{Line}{(Path.Length > 0 ? " " + Path : "")}: {Message}";

    public override string ToString() => $"{File}{(Path.Length > 0 ? " " + Path : "")}: {Message}";
}

/// <summary>The reference files do not make a rule book; every fault is listed, so that one correction round is enough.</summary>
public sealed class ReferenceFaultsException(IReadOnlyList<ReferenceFault> faults)
    : Exception($"The reference files have {faults.Count} faults:\n" + string.Join('\n', faults.Select(fault => fault.WithLine)))
{
    public IReadOnlyList<ReferenceFault> Faults { get; } = faults;
}
