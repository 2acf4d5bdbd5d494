namespace IncidentDesk.Storage;

/// <summary>What words find, as a WHERE clause over the table incidents.</summary>
/// <param name="Sql">With the parameters @words and @places.</param>
/// <param name="Words">For @words: a question of the engine's own.</param>
/// <param name="Places">For @places: numbers with commas between, where they were looked up before.</param>
public sealed record TextCondition(string Sql, string Words, string Places)
{
    /// <summary>Nothing was asked: everything is found.</summary>
    public static readonly TextCondition All = new("1 = 1", "", "");

    /// <summary>What was asked has no word in it.</summary>
    public static readonly TextCondition Nothing = new("1 = 0", "", "");
}
