namespace IncidentDesk.People;

/// <summary>
/// By this cookie the desk knows its own forms again. It bears the prefix where <see cref="DeskCookies"/> gives it to the session's, so that another host of the same domain
/// plants none of its own.
/// </summary>
public sealed class FormCookie(IHttpContextAccessor http) : CookieBuilder
{
    public const string Plain = "desk-form";
    public const string Guarded = "__Host-desk-form";

    /// <summary>Asked for with each request: one desk may be reached by https, and by http on its own machine.</summary>
    public override string? Name
    {
        get => http.HttpContext?.Request.IsHttps == true ? Guarded : Plain;
        set => throw new NotSupportedException("The way in decides about the name.");
    }
}
