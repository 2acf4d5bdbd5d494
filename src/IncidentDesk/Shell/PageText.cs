using Microsoft.AspNetCore.Components.Web;

namespace IncidentDesk.Shell;

/// <summary>Renders a part of a page to text, so that it can be kept and handed out more than once.</summary>
public static class PageText
{
    public static async Task<string> OfAsync<T>(IServiceProvider services, Dictionary<string, object?> parameters) where T : Microsoft.AspNetCore.Components.IComponent
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(Microsoft.AspNetCore.Components.ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
