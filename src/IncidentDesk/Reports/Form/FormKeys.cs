namespace IncidentDesk.Reports.Form;

/// <summary>The key that a form is born with: whatever happens to its sending, what is filed under it is filed once.</summary>
public static class FormKeys
{
    public static Guid Fresh(DateTimeOffset now) => Guid.CreateVersion7(now);

    /// <summary>Null where it is no key.</summary>
    public static Guid? Read(string? text) => Guid.TryParseExact(text, "D", out var key) && key != Guid.Empty ? key : null;
}
