namespace IncidentDesk.Operations;

/// <summary>Where a verb reads and writes: the console, or a test's own.</summary>
public sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error)
{
    public static Terminal OfConsole() => new(Console.In, Console.Out, Console.Error);

    /// <summary>Says why the verb does nothing, in both languages.</summary>
    public int Refuse(string text, string textVi)
    {
        Error.WriteLine(text);
        Error.WriteLine(textVi);
        return ExitCodes.Refused;
    }
}

/// <summary>What the shell is told.</summary>
public static class ExitCodes
{
    public const int Done = 0, Refused = 1, Usage = 2;
}
