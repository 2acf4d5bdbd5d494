namespace IncidentDesk.Rules;

/// <summary>One thing said in both languages of the desk.</summary>
public sealed record Bilingual(string En, string Vi);
