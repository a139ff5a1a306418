//! The entry of the browser app.
fn main() {
    yew::Renderer::<doorstep_app::App>::new().render();
}
